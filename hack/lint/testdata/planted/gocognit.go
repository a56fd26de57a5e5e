package planted

// Nested is eight loops deep, which costs 1+2+…+8 = 36.
func Nested(n int) int {
	sum := 0
	for i0 := range n {
		for i1 := range n {
			for i2 := range n {
				for i3 := range n {
					for i4 := range n {
						for i5 := range n {
							for i6 := range n {
								for i7 := range n {
									sum += i0 + i1 + i2 + i3 + i4 + i5 + i6 + i7
								}
							}
						}
					}
				}
			}
		}
	}
	return sum
}
