package web

import (
	"container/list"
	"sync"
)

// kept are finished answers, the latest asked for. An answer's key names the
// state of the record that it was made from, so that it is never wrong, only
// forgotten.
type kept struct {
	mu    sync.Mutex
	most  int
	size  int
	order *list.List // of keptAnswer, the latest in front
	by    map[string]*list.Element
}

type keptAnswer struct {
	key string
	*answer
}

func newKept(most int) *kept {
	return &kept{most: most, order: list.New(), by: map[string]*list.Element{}}
}

func (k *kept) get(key string) (*answer, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.by[key]
	if !ok {
		return nil, false
	}
	k.order.MoveToFront(e)
	return e.Value.(keptAnswer).answer, true
}

// put keeps an answer, unless it alone would drive out many.
func (k *kept) put(key string, a *answer) {
	if a.size() > k.most/16 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.by[key]; ok {
		return
	}
	k.by[key] = k.order.PushFront(keptAnswer{key, a})
	k.size += a.size()
	for k.size > k.most {
		last := k.order.Back()
		old := k.order.Remove(last).(keptAnswer)
		delete(k.by, old.key)
		k.size -= old.size()
	}
}
