// Package mockzabbix tests programs that talk to Zabbix: it starts mock-zabbix.jar on free ports, and stops it again.
//
//	server := mockzabbix.Start(t)
//	ReportOrders(server.Host, server.Port) // the program under test
//	server.Expect(mockzabbix.M{"host": "web01", "key": "app.orders", "value": "12"})
//
// Copy this file into your module. It needs Go 1.19 or newer, and Java 17 or newer in JAVA_HOME or the PATH. The jar is
// the file in the variable MOCK_ZABBIX_JAR, or mock-zabbix.jar in the directory of the test.
package mockzabbix

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	startTimeout = time.Minute
	stopTimeout  = 10 * time.Second
)

// M is a JSON object, for example an expectation or a rule of scenario files.
type M = map[string]any

// Server is a running server: Host and Port are for senders, AgentPort is for getters, and HTTP is the URL of the API.
type Server struct {
	Host      string
	Port      int
	AgentPort int
	HTTP      string

	t         testing.TB
	directory string
	stdin     io.Closer
	process   *exec.Cmd
	ended     chan struct{}
}

// Start starts a server for a test, with further options of "serve", for example "--scenario=web01.yaml". The test
// fails if the server cannot start, or if one of its methods fails. The server stops when the test ends.
func Start(t testing.TB, options ...string) *Server {
	t.Helper()
	s := &Server{t: t, ended: make(chan struct{})}
	t.Cleanup(s.Stop)
	s.check(s.run(options))
	s.check(s.waitUntilReady())
	return s
}

func (s *Server) run(options []string) (err error) {
	jar, java := "mock-zabbix.jar", "java"
	if variable := os.Getenv("MOCK_ZABBIX_JAR"); variable != "" {
		jar = variable
	}
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java = filepath.Join(home, "bin", "java")
	}
	if _, err := os.Stat(jar); err != nil {
		return fmt.Errorf("%s is missing: set MOCK_ZABBIX_JAR to the path of mock-zabbix.jar", jar)
	}
	if s.directory, err = os.MkdirTemp("", "mock-zabbix-"); err != nil {
		return err
	}
	command := []string{"-jar", jar, "serve", "--stop-on-stdin-eof", "--port-file", s.file("ports.json")}
	for _, port := range []string{"--trapper-port", "--agent-port", "--http-port"} {
		if !strings.Contains(" "+strings.Join(options, " "), " "+port) {
			command = append(command, port, "0")
		}
	}
	s.process = exec.Command(java, append(command, options...)...)
	log, err := os.Create(s.file("log"))
	if err != nil {
		return err
	}
	defer log.Close()
	s.process.Stderr = log
	if s.stdin, err = s.process.StdinPipe(); err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		s.stdin = nil
		return fmt.Errorf("cannot run %s: install Java 17 or newer, or set JAVA_HOME (%w)", java, err)
	}
	go func() {
		_ = s.process.Wait() // its state tells
		close(s.ended)
	}()
	return nil
}

func (s *Server) waitUntilReady() error {
	deadline := time.After(startTimeout)
	for {
		if content, err := os.ReadFile(s.file("ports.json")); err == nil { // it appears complete
			var ports struct {
				Host                 string
				Trapper, Agent, HTTP int
			}
			err := json.Unmarshal(content, &ports)
			s.Host, s.Port, s.AgentPort = ports.Host, ports.Trapper, ports.Agent
			s.HTTP = "http://" + net.JoinHostPort(ports.Host, strconv.Itoa(ports.HTTP))
			return err
		}
		select {
		case <-s.ended:
			return fmt.Errorf("Mock Zabbix did not start%s", s.why())
		case <-deadline:
			return fmt.Errorf("Mock Zabbix did not start within %v%s", startTimeout, s.why())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) why() string {
	state := ""
	select {
	case <-s.ended:
		state = fmt.Sprintf(" (%v)", s.process.ProcessState)
	case <-time.After(stopTimeout): // it may be about to end
	}
	log, _ := os.ReadFile(s.file("log"))
	return fmt.Sprintf("%s:\n%s", state, log)
}

func (s *Server) file(name string) string { return filepath.Join(s.directory, name) }

func (s *Server) check(err error) {
	if err != nil {
		s.t.Helper()
		s.t.Fatal(err)
	}
}

// Stop stops the server. It also stops when the test ends, and when this program ends, for whatever reason.
func (s *Server) Stop() {
	if s.stdin != nil {
		_ = s.stdin.Close()
		select {
		case <-s.ended:
		case <-time.After(stopTimeout):
			_ = s.process.Process.Kill()
			<-s.ended
		}
	}
	if s.directory != "" {
		_ = os.RemoveAll(s.directory)
	}
}

// SendValue sends a value to the server, as zabbix_sender does.
func (s *Server) SendValue(host, key, value string) {
	s.t.Helper()
	s.check(s.Call("POST", "send", M{"host": host, "key": key, "value": value}, nil))
}

// Expect waits 5 s until an expectation is met, for example M{"host": "web01", "key": "app.orders", "times": 3}. The
// test fails with the explanation of the server if it is not met.
func (s *Server) Expect(expectation M) {
	s.t.Helper()
	s.check(s.Verify(expectation, 5*time.Second))
}

// Verify waits until an expectation is met. If it is not, the error has the explanation of the server.
func (s *Server) Verify(expectation M, timeout time.Duration) error {
	return s.Call("POST", fmt.Sprintf("verify?timeout=%dms", timeout.Milliseconds()), expectation, nil)
}

// Value is a processed value.
type Value struct{ Host, Key, Value string }

// Values returns the processed values of an item. Empty texts match everything.
func (s *Server) Values(host, key string) []Value {
	s.t.Helper()
	query := url.Values{}
	for name, text := range map[string]string{"host": host, "key": key} {
		if text != "" {
			query.Set(name, text)
		}
	}
	var result struct{ Values []Value }
	s.check(s.Call("GET", "values?"+query.Encode(), nil, &result))
	return result.Values
}

// AddRule adds a rule of scenario files, for example M{"when": M{"host": "web01"}, "fault": "reset", "times": 1}.
func (s *Server) AddRule(rule M) {
	s.t.Helper()
	s.check(s.Call("POST", "rules", rule, nil))
}

// SetKey sets the reply of the mock agent to a key: a text, or for example M{"notSupported": "no such file"}.
func (s *Server) SetKey(key string, reply any) {
	s.t.Helper()
	s.check(s.Call("PUT", "agents/mock-zabbix/keys/"+url.PathEscape(key), reply, nil))
}

// Reset removes values, rules and changed keys.
func (s *Server) Reset() {
	s.t.Helper()
	s.check(s.Call("POST", "reset", nil, nil))
}

// Call calls the HTTP API with a JSON body, unless it is nil, and stores the JSON of the response in result.
func (s *Server) Call(method, path string, body, result any) error {
	var data bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&data).Encode(body); err != nil {
			return err
		}
	}
	request, err := http.NewRequest(method, s.HTTP+"/api/v1/"+path, &data)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("Mock Zabbix does not respond, %w%s", err, s.why())
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		var problem struct{ Detail, Explanation string }
		err := json.NewDecoder(response.Body).Decode(&problem)
		if response.StatusCode == http.StatusUnprocessableEntity {
			return fmt.Errorf("%s", problem.Explanation)
		}
		return fmt.Errorf("%s %s: %s (%s, %v)", method, path, problem.Detail, response.Status, err)
	}
	if result == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(result)
}
