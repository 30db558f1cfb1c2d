// worker that goes, of the test
