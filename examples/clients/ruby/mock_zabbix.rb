# frozen_string_literal: true

require "erb"
require "json"
require "net/http"
require "tmpdir"

# Tests programs that talk to Zabbix: starts mock-zabbix.jar on free ports, and stops it again.
#
#   MockZabbix.start do |zabbix|
#     report_orders(zabbix.host, zabbix.port) # the program under test
#     zabbix.expect(host: "web01", key: "app.orders", value: "12")
#   end
#
# Copy this file into your tests. It needs Ruby 3.0 or newer, and Java 17 or newer in JAVA_HOME or the PATH. The jar is
# the file in the variable MOCK_ZABBIX_JAR, or mock-zabbix.jar in the current directory.
class MockZabbix
  # The server cannot start, has ended, or refuses a request; the message has the reason.
  class Error < StandardError; end

  # An expectation is not met; the message has the explanation of the server.
  NotMet = defined?(Minitest::Assertion) ? Minitest::Assertion : Class.new(StandardError)

  START_SECONDS = 60
  STOP_SECONDS = 10
  HTTP_SECONDS = 660 # the server itself waits at most 10 minutes

  # `host` and `port` are for senders, `agent_port` is for getters, and `http` is the URL of the API.
  attr_reader :host, :port, :agent_port, :http

  # Starts a server with further options of `serve`, for example "--scenario=web01.yaml". With a block, passes the
  # server to the block, and stops it after the block.
  def self.start(*options, jar: ENV.fetch("MOCK_ZABBIX_JAR", "mock-zabbix.jar"))
    server = new(options, jar)
    return server unless block_given?

    begin
      yield server
    ensure
      server.stop
    end
  end

  # Stops the server. It also stops when this program ends, for whatever reason.
  def stop
    return unless @directory

    @stdin&.close
    Process.kill(:KILL, @process.pid) if @process && !@process.join(STOP_SECONDS)
    FileUtils.remove_entry(@directory)
    @directory = nil
  end

  # Sends a value to the server, as zabbix_sender does, and returns how many were processed and failed.
  def send_value(host, key, value) = call(:Post, "send", { host: host, key: key, value: value })

  # Waits until an expectation is met, for example host: "web01", key: "app.orders", times: 3. Raises NotMet with the
  # explanation of the server if it is not met.
  def expect(timeout: "5s", **expectation) = call(:Post, "verify?timeout=#{timeout}", expectation) && nil

  # Returns the processed values, for example those of host: "web01".
  def values(**filters) = call(:Get, "values?#{URI.encode_www_form(filters)}")["values"]

  # Adds a rule of scenario files, for example when: { request: "sender data" }, fault: "reset", times: 1.
  def add_rule(**rule) = call(:Post, "rules", rule) && nil

  # Sets the reply of a mock agent to a key: a text, or for example { notSupported: "no such file" }.
  def set_key(key, reply, agent: "mock-zabbix")
    call(:Put, "agents/#{ERB::Util.url_encode(agent)}/keys/#{ERB::Util.url_encode(key)}", reply) && nil
  end

  # Removes values, rules and changed keys.
  def reset = call(:Post, "reset")

  # Calls the HTTP API, and returns its JSON.
  def call(method, path, body = nil)
    uri = URI("#{http}/api/v1/#{path}")
    request = Net::HTTP.const_get(method).new(uri, "Content-Type" => "application/json")
    request.body = body.nil? ? "" : JSON.generate(body)
    response = Net::HTTP.start(uri.hostname, uri.port, nil, read_timeout: HTTP_SECONDS) { |http| http.request(request) }
    json = JSON.parse(response.body || "null")
    return json if response.is_a?(Net::HTTPSuccess)
    raise NotMet, json["explanation"] if response.code == "422"

    raise Error, "#{method} #{path}: #{json["detail"]}"
  rescue SystemCallError, IOError, Timeout::Error => e
    raise Error, "Mock Zabbix does not respond, #{e.message}#{why}"
  end

  private_class_method :new

  private

  def initialize(options, jar)
    raise Error, "#{jar} is missing: set MOCK_ZABBIX_JAR to the path of mock-zabbix.jar" unless File.file?(jar)

    @directory = Dir.mktmpdir("mock-zabbix-")
    run(jar, options)
    ports = wait_until_ready
    @host, @port, @agent_port = ports.values_at("host", "trapper", "agent")
    @http = "http://#{host.include?(":") ? "[#{host}]" : host}:#{ports["http"]}"
  rescue Exception # rubocop:disable Lint/RescueException
    stop
    raise
  end

  def run(jar, options)
    java = ENV["JAVA_HOME"] ? File.join(ENV["JAVA_HOME"], "bin", "java") : "java"
    command = [java, "-jar", jar, "serve", "--stop-on-stdin-eof", "--port-file", file("ports.json")]
    %w[--trapper-port --agent-port --http-port].each do |port|
      command.push(port, "0") if options.none? { |option| option.start_with?(port) }
    end
    input, @stdin = IO.pipe
    pid = Process.spawn(*command, *options, in: input, out: File::NULL, err: file("log"))
    @process = Process.detach(pid)
  rescue SystemCallError => e
    raise Error, "cannot run #{java}: install Java 17 or newer, or set JAVA_HOME (#{e.message})"
  ensure
    input&.close
  end

  def wait_until_ready
    deadline = now + START_SECONDS
    until File.exist?(file("ports.json")) # it appears complete
      raise Error, "Mock Zabbix did not start#{why}" if !@process.alive? || now > deadline

      sleep 0.02
    end
    JSON.parse(File.read(file("ports.json")))
  end

  def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

  def why
    status = @process.join(STOP_SECONDS)&.value # it may be about to end
    ended = status ? " (#{status.exitstatus ? "exit code #{status.exitstatus}" : status})" : ""
    "#{ended}:\n#{@directory ? File.read(file("log")) : ""}"
  end

  def file(name) = File.join(@directory, name)
end
