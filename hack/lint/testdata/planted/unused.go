package planted

func nobodyCalls() int {
	return 3
}
