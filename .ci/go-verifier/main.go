// Checks what a broker shows of a session's ledger, and of its log of all sessions, with
// golang.org/x/mod/sumdb, and with nothing of ours: go-verifier FILE. GoVerifierTest writes the file,
// one JSON object a line. It says how much it accepted, or the first line that is wrong and why.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// line has the members of every kind of line; those of other kinds are empty.
type line struct {
	Kind   string   `json:"kind"`
	Vkey   string   `json:"vkey"`
	Entry  string   `json:"entry"`
	Note   string   `json:"note"`
	Proof  string   `json:"proof"`
	Path   string   `json:"path"`
	Data   string   `json:"data"`
	Index  int64    `json:"index"`
	Size   int64    `json:"size"`
	From   int64    `json:"from"`
	To     int64    `json:"to"`
	Hashes []string `json:"hashes"`
}

// ledger is what the lines before have shown.
type ledger struct {
	key     note.Verifier
	entries []string
	stored  []tlog.Hash
	roots   map[int64]tlog.Hash
	tiles   tiles
	seen    map[string]int
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "go-verifier FILE")
		os.Exit(2)
	}
	checked := &ledger{roots: map[int64]tlog.Hash{}, tiles: tiles{}, seen: map[string]int{}}
	if err := checked.file(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	seen := checked.seen
	fmt.Printf("%d entries, %d checkpoints, %d inclusion and %d consistency proofs, %d receipts, "+
		"%d tiles of a log with %d of the checkpoints\n",
		seen["entry"], seen["checkpoint"], seen["inclusion"], seen["consistency"], seen["receipt"],
		seen["tile"], seen["logged"])
}

func (l *ledger) file(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		var one line
		if err := decoder.Decode(&one); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		if decoder.InputOffset() != int64(len(lines.Bytes())) {
			return fmt.Errorf("line %d: want one object", number)
		}
		if err := l.line(one); err != nil {
			return fmt.Errorf("line %d, %s: %w", number, one.Kind, err)
		}
		l.seen[one.Kind]++
	}
	if err := lines.Err(); err != nil {
		return err
	}
	for _, kind := range []string{
		"key", "entry", "checkpoint", "inclusion", "consistency", "receipt", "tile", "log", "logged",
	} {
		if l.seen[kind] == 0 {
			return fmt.Errorf("no %s at all", kind)
		}
	}
	return nil
}

func (l *ledger) line(one line) (err error) {
	switch one.Kind {
	case "key":
		l.key, err = note.NewVerifier(one.Vkey)
		return err
	case "entry":
		return l.entry(one)
	case "checkpoint":
		tree, err := l.open(one.Note)
		l.roots[tree.N] = tree.Hash
		return err
	case "tile":
		l.tiles[one.Path], err = base64.RawURLEncoding.Strict().DecodeString(one.Data)
		return err
	case "log":
		return l.log(one)
	case "inclusion":
		return l.inclusion(one)
	case "consistency":
		return l.consistency(one)
	case "receipt":
		return l.receipt(one)
	}
	return errors.New("unknown kind")
}

func (l *ledger) entry(one line) error {
	if one.Index != int64(len(l.entries)) {
		return errors.New("out of order")
	}
	hashes, err := tlog.StoredHashes(one.Index, []byte(one.Entry), tlog.HashReaderFunc(l.read))
	l.stored = append(l.stored, hashes...)
	l.entries = append(l.entries, one.Entry)
	return err
}

func (l *ledger) read(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, 0, len(indexes))
	for _, index := range indexes {
		if index >= int64(len(l.stored)) {
			return nil, errors.New("no such node")
		}
		hashes = append(hashes, l.stored[index])
	}
	return hashes, nil
}

// open takes a signed checkpoint whose root is that of the entries.
func (l *ledger) open(text string) (tree tlog.Tree, err error) {
	body, err := open(text, l.key)
	if err != nil {
		return tree, err
	}
	return l.tree(body)
}

// tree takes the body of a checkpoint whose root is that of the entries.
func (l *ledger) tree(body string) (tree tlog.Tree, err error) {
	tree, err = head(body, l.key.Name())
	if err != nil {
		return tree, err
	}
	root, err := tlog.TreeHash(tree.N, tlog.HashReaderFunc(l.read))
	if err != nil {
		return tree, err
	}
	if root != tree.Hash {
		return tree, errors.New("another root than that of the entries")
	}
	return tree, nil
}

// open returns the body of a note that this key signed.
func open(text string, key note.Verifier) (string, error) {
	opened, err := note.Open([]byte(text), note.VerifierList(key))
	if err != nil {
		return "", err
	}
	for _, signature := range opened.Sigs {
		if _, err := base64.StdEncoding.Strict().DecodeString(signature.Base64); err != nil {
			return "", err
		}
	}
	return opened.Text, nil
}

// head reads the body of a checkpoint. But for its origin it is that of the Go checksum database.
func head(body, origin string) (tree tlog.Tree, err error) {
	first, rest, _ := strings.Cut(body, "\n")
	if first != origin || strings.Count(rest, "\n") != 2 || !strings.HasSuffix(rest, "=\n") {
		return tree, errors.New("want this origin, a size and a root")
	}
	return tlog.ParseTree([]byte("go.sum database tree\n" + rest))
}

func (l *ledger) inclusion(one line) error {
	root, known := l.roots[one.Size]
	if !known || one.Index < 0 || one.Index >= int64(len(l.entries)) {
		return errors.New("want an entry, and a checkpoint of that size")
	}
	proof, err := hashes(base64.RawURLEncoding, one.Hashes)
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash([]byte(l.entries[one.Index]))
	return tlog.CheckRecord(proof, one.Size, root, one.Index, leaf)
}

func (l *ledger) consistency(one line) error {
	from, knowsFrom := l.roots[one.From]
	to, knowsTo := l.roots[one.To]
	if !knowsFrom || !knowsTo {
		return errors.New("want checkpoints of both sizes")
	}
	proof, err := hashes(base64.RawURLEncoding, one.Hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, one.To, to, one.From, from)
}

// receipt takes a tlog-proof of C2SP.
func (l *ledger) receipt(one line) error {
	head, checkpoint, _ := strings.Cut(one.Proof, "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("want a tlog-proof of version 1")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	proof, err := hashes(base64.StdEncoding, lines[2:])
	if err != nil {
		return err
	}
	tree, err := l.open(checkpoint)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash([]byte(one.Entry)))
}

func hashes(encoding *base64.Encoding, texts []string) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, len(texts))
	for i, text := range texts {
		raw, err := encoding.Strict().DecodeString(text)
		if err != nil {
			return nil, err
		}
		if len(raw) != tlog.HashSize {
			return nil, errors.New("want hashes of 32 bytes")
		}
		copy(all[i][:], raw)
	}
	return all, nil
}
