// A target that holds a precompiled header, that of the tests, needs a source.
