// worker of the test
