// Package messages holds every sentence that the register says to a person, in Chinese and in English, in one catalogue.
package messages

import (
	"maps"
	"slices"
	"strings"
)

// The languages of the catalogue.
const (
	Chinese = "zh"
	English = "en"
)

// Message is a sentence of the catalogue with its arguments: dates, numbers and names, already formatted.
type Message struct {
	// ID of the sentence, as in "StarApplication/Withdrawn".
	ID string
	// Args by the name in the sentence's braces.
	Args map[string]string
	// Then are sentences that follow it.
	Then []Message
}

// New builds a message from an identifier and pairs of argument names and values.
func New(id string, pairs ...string) Message {
	message := Message{ID: id}
	for i := 0; i+1 < len(pairs); i += 2 {
		if message.Args == nil {
			message.Args = make(map[string]string, len(pairs)/2)
		}
		message.Args[pairs[i]] = pairs[i+1]
	}
	return message
}

// And lets another sentence follow.
func (m Message) And(next Message) Message {
	m.Then = append(slices.Clip(m.Then), next)
	return m
}

// Text is the sentence in a language, zh or en; anything else means zh. A message that the catalogue does not know is shown by its
// identifier and arguments, so that nothing is lost.
func (m Message) Text(language string) string {
	text := m.sentence(language)
	for _, next := range m.Then {
		if language == English {
			text += " "
		}
		text += next.Text(language)
	}
	return text
}

func (m Message) sentence(language string) string {
	known, ok := catalogue[m.ID]
	if !ok {
		return m.bare()
	}
	template := known.zh
	if language == English {
		template = known.en
	}
	var text strings.Builder
	for template != "" {
		before, rest, found := strings.Cut(template, "{")
		text.WriteString(before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		text.WriteString(word(name, m.Args[name], language))
		template = after
	}
	return text.String()
}

// IDs are the identifiers of all sentences, sorted.
func IDs() []string { return slices.Sorted(maps.Keys(catalogue)) }

// Arguments are the names in the braces of a sentence, sorted, each once; those of both languages.
func Arguments(id string) []string {
	names := map[string]bool{}
	for _, template := range []string{catalogue[id].zh, catalogue[id].en} {
		for part := range strings.SplitSeq(template, "{") {
			if name, _, ok := strings.Cut(part, "}"); ok {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func (m Message) bare() string {
	text := m.ID
	for _, name := range slices.Sorted(maps.Keys(m.Args)) {
		text += " " + name + "=" + m.Args[name]
	}
	return text
}

// word translates an argument that is a term of the register, such as a rating; anything else stays as it is.
func word(name, value, language string) string {
	if known, ok := terms[name][value]; ok {
		if language == English {
			return known.en
		}
		return known.zh
	}
	return value
}

// sentence in both languages.
type sentence struct{ zh, en string }
