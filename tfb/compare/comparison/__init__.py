"""What `run` is made of: servers side by side under the scenarios, every slice kept as a line of JSON.

program      the whole run, in order
options      the command line
scenarios    what there is to measure, and how long it takes
catalog      the folders of servers/: what they say of themselves, `build`, `start`
fleet        the servers that are up
answers      whether a server answers correctly before it is measured
slices       one load metered, tried again, checked; warm-up
meter        CPU, memory and other processes around one load
loads        wrk and the open-loop load generator
beside       slices in turn, each next to one of the floor
paced        the same at fixed rates
alone        the scenarios of half a minute with one server at a time
idle         10,000 idle connections
loops        two loops against one
starting     time to the first answer and until the latency is steady
results      the file of results, and whether it may be resumed
tables       what is printed in the end
"""
