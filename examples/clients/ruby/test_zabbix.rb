# frozen_string_literal: true

# Tests zabbix.rb with Mock Zabbix: ruby test_zabbix.rb

require "minitest/autorun"
require_relative "mock_zabbix"
require_relative "zabbix"

class ZabbixTest < Minitest::Test
  SERVER = MockZabbix.start
  Minitest.after_run { SERVER.stop }

  def setup = SERVER.reset

  def send_orders(value)
    Zabbix.send_values(SERVER.host, SERVER.port, [{ host: "web01", key: "app.orders", value: value }])
  end

  def test_sends_a_value
    assert_includes send_orders("12"), "processed: 1; failed: 0"

    SERVER.expect(host: "web01", key: "app.orders", value: "12")
  end

  def test_a_wrong_value_is_explained
    send_orders("21")

    failure = assert_raises(MockZabbix::NotMet) do
      SERVER.expect(host: "web01", key: "app.orders", value: "12", timeout: "10ms")
    end
    assert_equal <<~TEXT, failure.message.gsub(/#\d+/, "#1").partition("last").first
      expected: web01 app.orders with value "12", within 10 ms
      but received: 1 value for this item that does not match
      near misses:
        #1 web01 app.orders = "21" <- value differs
    TEXT
  end

  def test_reports_a_broken_connection
    SERVER.add_rule(when: { request: "sender data" }, fault: "reset", times: 1)

    assert_raises(Errno::ECONNRESET) { send_orders("12") }
    send_orders("12")
  end

  def test_reports_a_refusal
    SERVER.add_rule(when: { host: "web01" }, reply: { failure: "busy" })

    failure = assert_raises(IOError) { send_orders("12") }
    assert_equal "the server refused the values: busy", failure.message
  end

  def test_gets_the_value_of_a_key
    SERVER.set_key("vfs.fs.size[/,free]", "42")

    assert_equal "42", Zabbix.get(SERVER.host, SERVER.agent_port, "vfs.fs.size[/,free]")
  end

  def test_reset_removes_the_values
    SERVER.send_value("web01", "app.orders", "12")
    assert_equal(["12"], SERVER.values(host: "web01").map { |value| value["value"] })

    SERVER.reset

    assert_empty SERVER.values
  end
end

class MockZabbixTest < Minitest::Test
  def assert_error(message, &block) = assert_match(message, assert_raises(MockZabbix::Error, &block).message)

  def test_the_jar_is_missing
    assert_error(/^no such.jar is missing: set MOCK_ZABBIX_JAR/) { MockZabbix.start(jar: "no such.jar") }
  end

  def test_java_is_missing
    before = ENV["JAVA_HOME"]
    ENV["JAVA_HOME"] = "/no such java"
    assert_error(%r{^cannot run /no such java/bin/java: install Java 17}) { MockZabbix.start }
  ensure
    ENV["JAVA_HOME"] = before
  end

  def test_the_port_is_in_use
    TCPServer.open("127.0.0.1", 0) do |other|
      port = other.addr[1]
      assert_error(/did not start \(exit code 69\):\n.*#{port}.*in use/) { MockZabbix.start("--trapper-port=#{port}") }
    end
  end

  def test_the_address_is_one_of_ipv6
    MockZabbix.start("--bind=::1") { |server| assert_equal [], server.values }
  end

  def test_an_option_is_wrong
    assert_error(/exit code 64.*--strictt/m) { MockZabbix.start("--strictt") }
  end

  def test_the_server_has_ended
    MockZabbix.start do |server|
      server.call(:Post, "shutdown")
      server.instance_variable_get(:@process).join

      assert_error(/does not respond.*exit code 0.*STOPPED/m) { server.values }
    end
  end

  def test_a_request_is_wrong
    MockZabbix.start do |server|
      assert_error(/Post rules: unknown field "falt".*did you mean "fault"/) { server.add_rule(falt: "reset") }
    end
  end

  def test_the_server_stops_when_the_block_fails
    server = nil
    assert_raises(RuntimeError) do
      MockZabbix.start do |started|
        server = started
        raise "a failed test"
      end
    end
    refute server.instance_variable_get(:@process).alive?
  end
end
