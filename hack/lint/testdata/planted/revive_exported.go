package planted

func Undocumented() int {
	return 1
}
