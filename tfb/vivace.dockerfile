# TechEmpower. The build context is the folder that `tfb/assemble` makes: this entry with the library's sources in lib/.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /vivace
COPY lib ./
COPY pom.xml tfb/pom.xml
COPY src tfb/src
RUN mvn -B -q -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip -Dspotless.check.skip package

FROM eclipse-temurin:25-jre
WORKDIR /vivace
COPY --from=build /vivace/tfb/target/tfb.jar ./
COPY jvm.options jvm24.options ./
EXPOSE 8080
CMD ["java", "@jvm.options", "@jvm24.options", "-jar", "tfb.jar"]
