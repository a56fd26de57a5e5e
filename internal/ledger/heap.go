package ledger

// heap is a binary heap with the least element on top.
type heap[T any] struct {
	items []T
	less  func(a, b T) bool
}

func (h *heap[T]) len() int { return len(h.items) }

// top returns the least element; it may only be asked of a heap that is not empty.
func (h *heap[T]) top() T { return h.items[0] }

func (h *heap[T]) push(item T) {
	h.items = append(h.items, item)
	for at := len(h.items) - 1; at > 0; {
		parent := (at - 1) / 2
		if !h.less(h.items[at], h.items[parent]) {
			return
		}
		h.items[at], h.items[parent] = h.items[parent], h.items[at]
		at = parent
	}
}

// pop removes the least element and returns it; it may only be asked of a heap that is not empty.
func (h *heap[T]) pop() T {
	var none T
	least, last := h.items[0], len(h.items)-1
	h.items[0], h.items[last] = h.items[last], none
	h.items = h.items[:last]
	for at := 0; ; {
		child := 2*at + 1
		if child >= last {
			return least
		}
		if right := child + 1; right < last && h.less(h.items[right], h.items[child]) {
			child = right
		}
		if !h.less(h.items[child], h.items[at]) {
			return least
		}
		h.items[at], h.items[child] = h.items[child], h.items[at]
		at = child
	}
}
