package main

import (
	"encoding/binary"
	"errors"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tiles are what the broker served below /log, by path. The log of the Go checksum database has the
// same ones under other paths.
type tiles map[string][]byte

const height = 8

func (t tiles) Height() int { return height }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, 0, len(wanted))
	for _, tile := range wanted {
		one, known := t[strings.Replace(tile.Path(), "tile/8/", "tile/", 1)]
		if !known {
			return nil, errors.New("want " + tile.Path())
		}
		data = append(data, one)
	}
	return data, nil
}

// entries returns those of the whole log, each of which stands behind its length.
func (t tiles) entries(size int64) ([]string, error) {
	var entries []string
	for n := int64(0); n<<height < size; n++ {
		width := int(size - n<<height)
		if width > 1<<height {
			width = 1 << height
		}
		path := tlog.Tile{H: height, L: 0, N: n, W: width}.Path()
		bundle := t[strings.Replace(path, "tile/8/0/", "tile/entries/", 1)]
		for ; width > 0; width-- {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				return nil, errors.New("want all entries")
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			entries = append(entries, string(bundle[2:end]))
			bundle = bundle[end:]
		}
		if len(bundle) != 0 {
			return nil, errors.New("more than entries")
		}
	}
	return entries, nil
}

// log takes the checkpoint of the broker's log if it is that of all entries in the tiles, and if what
// these say of the session's ledger is so.
func (l *ledger) log(one line) error {
	key, err := note.NewVerifier(one.Vkey)
	if err != nil {
		return err
	}
	host := strings.TrimSuffix(key.Name(), "/log")
	if host == key.Name() || !strings.HasPrefix(l.key.Name(), host+"/s/") {
		return errors.New("want the log of the session's broker")
	}
	body, err := open(one.Note, key)
	if err != nil {
		return err
	}
	tree, err := head(body, key.Name())
	if err != nil {
		return err
	}
	entries, err := l.tiles.entries(tree.N)
	if err != nil {
		return err
	}
	indexes := make([]int64, len(entries))
	for i := range entries {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	hashes, err := tlog.TileHashReader(tree, l.tiles).ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		if hashes[i] != tlog.RecordHash([]byte(entry)) {
			return errors.New("an entry that is not the one in the tree")
		}
		if strings.HasPrefix(entry, l.key.Name()+"\n") {
			if _, err := l.tree(entry); err != nil {
				return err
			}
			l.seen["logged"]++
		}
	}
	return nil
}
