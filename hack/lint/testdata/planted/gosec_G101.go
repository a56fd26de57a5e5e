package planted

// DatabasePassword is a secret in the source.
const DatabasePassword = "c29tZS1sb25nLWFuZC1zZWNyZXQtdGV4dA=="
