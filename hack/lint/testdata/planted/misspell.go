package planted

// Receive will recieve a record.
func Receive(record string) string {
	return record
}
