// Package zabbix is the program under test: it sends values to Zabbix, and requests values from agents.
package zabbix

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// Value is a value of an item.
type Value struct {
	Host  string `json:"host"`
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Send sends values, and returns the info of the server.
func Send(address string, values ...Value) (string, error) {
	data, err := json.Marshal(map[string]any{"request": "sender data", "data": values})
	if err != nil {
		return "", err
	}
	text, err := exchange(address, data)
	if err != nil {
		return "", err
	}
	var response struct{ Response, Info string }
	if err := json.Unmarshal(text, &response); err != nil {
		return "", err
	}
	if response.Response != "success" {
		return "", fmt.Errorf("the server refused the values: %s", response.Info)
	}
	return response.Info, nil
}

// Get returns the value of an item key of an agent.
func Get(address, key string) (string, error) {
	text, err := exchange(address, []byte(key))
	return string(text), err
}

func exchange(address string, data []byte) ([]byte, error) {
	connection, err := net.DialTimeout("tcp", address, 10*time.Second)
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	header := append([]byte("ZBXD\x01"), make([]byte, 8)...)
	binary.LittleEndian.PutUint64(header[5:], uint64(len(data)))
	if _, err := connection.Write(append(header, data...)); err != nil {
		return nil, err
	}
	response, err := io.ReadAll(connection)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(response, []byte("ZBXD\x01")) || len(response) < 13 {
		return nil, errors.New("the response is not a Zabbix packet")
	}
	return response[13:], nil
}
