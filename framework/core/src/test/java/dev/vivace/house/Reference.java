package dev.vivace.house;

/**
 * One class naming another.
 *
 * @param from full name of the class that names the other; nested classes with {@code $}
 * @param to full name of the class that is named
 */
record Reference(String from, String to) {
    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    String fromPackage() {
        return packageOf(from);
    }

    String toPackage() {
        return packageOf(to);
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
