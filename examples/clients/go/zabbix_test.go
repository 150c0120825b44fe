// Tests the package with Mock Zabbix: go test ./...
package zabbix

import (
	"fmt"
	"net"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"example.org/zabbix/mockzabbix"
)

func sendOrders(server *mockzabbix.Server, value string) (string, error) {
	address := fmt.Sprintf("%s:%d", server.Host, server.Port)
	return Send(address, Value{"web01", "app.orders", value})
}

func TestSendsAValue(t *testing.T) {
	server := mockzabbix.Start(t)

	info, err := sendOrders(server, "12")

	if err != nil || !strings.HasPrefix(info, "processed: 1; failed: 0") {
		t.Errorf("info %q, error %v", info, err)
	}
	server.Expect(mockzabbix.M{"host": "web01", "key": "app.orders", "value": "12"})
}

func TestExplainsAWrongValue(t *testing.T) {
	server := mockzabbix.Start(t)
	if _, err := sendOrders(server, "21"); err != nil {
		t.Fatal(err)
	}

	err := server.Verify(mockzabbix.M{"host": "web01", "key": "app.orders", "value": "12"}, 10*time.Millisecond)

	const want = `expected: web01 app.orders with value "12", within 10 ms
but received: 1 value for this item that does not match
near misses:
  #1 web01 app.orders = "21" <- value differs
`
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("want %s, but got %v", want, err)
	}
}

func TestReportsABrokenConnection(t *testing.T) {
	server := mockzabbix.Start(t)
	server.AddRule(mockzabbix.M{"when": mockzabbix.M{"request": "sender data"}, "fault": "reset", "times": 1})

	if _, err := sendOrders(server, "12"); err == nil {
		t.Error("the reset was not reported")
	}
	if _, err := sendOrders(server, "12"); err != nil {
		t.Error(err)
	}
}

func TestReportsARefusal(t *testing.T) {
	server := mockzabbix.Start(t)
	server.AddRule(mockzabbix.M{"reply": mockzabbix.M{"failure": "busy"}})

	_, err := sendOrders(server, "12")

	if err == nil || err.Error() != "the server refused the values: busy" {
		t.Errorf("got %v", err)
	}
}

func TestGetsTheValueOfAKey(t *testing.T) {
	server := mockzabbix.Start(t)
	server.SetKey("vfs.fs.size[/,free]", "42")

	value, err := Get(fmt.Sprintf("%s:%d", server.Host, server.AgentPort), "vfs.fs.size[/,free]")

	if value != "42" || err != nil {
		t.Errorf("value %q, error %v", value, err)
	}
}

func TestResetRemovesTheValues(t *testing.T) {
	server := mockzabbix.Start(t)
	server.SendValue("web01", "app.orders", "12")
	if values := server.Values("web01", ""); len(values) != 1 || values[0].Value != "12" {
		t.Errorf("values %v", values)
	}

	server.Reset()

	if values := server.Values("", ""); len(values) != 0 {
		t.Errorf("values %v", values)
	}
}

// A test whose failure is expected.
type failing struct {
	testing.TB
	message string
}

func (f *failing) Fatal(arguments ...any) {
	f.message = fmt.Sprint(arguments...)
	runtime.Goexit()
}

func assertFails(t *testing.T, message string, action func(t testing.TB)) {
	t.Helper()
	inner := &failing{TB: t}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		action(inner)
	}()
	<-ended
	if !regexp.MustCompile(message).MatchString(inner.message) {
		t.Errorf("want %s, but got %q", message, inner.message)
	}
}

func TestReportsAMissingJar(t *testing.T) {
	t.Setenv("MOCK_ZABBIX_JAR", "no such.jar")
	assertFails(t, "^no such.jar is missing: set MOCK_ZABBIX_JAR", func(t testing.TB) { mockzabbix.Start(t) })
}

func TestReportsAMissingJava(t *testing.T) {
	t.Setenv("JAVA_HOME", "/no such java")
	assertFails(t, "^cannot run /no such java/bin/java: install Java 17", func(t testing.TB) { mockzabbix.Start(t) })
}

func TestReportsAPortInUse(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	port := other.Addr().(*net.TCPAddr).Port
	assertFails(t, fmt.Sprintf(`did not start \(exit status 69\):\n.*%d.*in use`, port), func(t testing.TB) {
		mockzabbix.Start(t, fmt.Sprintf("--trapper-port=%d", port))
	})
}

func TestListensOnAnAddressOfIPv6(t *testing.T) {
	if values := mockzabbix.Start(t, "--bind=::1").Values("", ""); len(values) != 0 {
		t.Fatalf("received %v", values)
	}
}

func TestReportsAnUnknownOption(t *testing.T) {
	assertFails(t, "(?s)exit status 64.*--strictt", func(t testing.TB) { mockzabbix.Start(t, "--strictt") })
}

func TestReportsAServerThatHasEnded(t *testing.T) {
	assertFails(t, `(?s)does not respond.*exit status 0.*STOPPED`, func(t testing.TB) {
		server := mockzabbix.Start(t)
		if err := server.Call("POST", "shutdown", nil, nil); err != nil {
			t.Fatal(err)
		}
		for {
			server.Values("", "")
		}
	})
}

func TestReportsAWrongRule(t *testing.T) {
	assertFails(t, `^POST rules: unknown field "falt".*did you mean "fault"`, func(t testing.TB) {
		mockzabbix.Start(t).AddRule(mockzabbix.M{"falt": "reset"})
	})
}
