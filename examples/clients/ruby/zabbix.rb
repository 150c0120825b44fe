# frozen_string_literal: true

require "json"
require "socket"

# The program under test: sends values to Zabbix, and requests values from agents.
module Zabbix
  # Sends values, each with host, key and value, and returns the info of the server.
  def self.send_values(host, port, values)
    request = JSON.generate(request: "sender data", data: values)
    response = JSON.parse(exchange(host, port, request))
    raise IOError, "the server refused the values: #{response["info"]}" unless response["response"] == "success"

    response["info"]
  end

  # Returns the value of an item key of an agent.
  def self.get(host, port, key) = exchange(host, port, key)

  def self.exchange(host, port, data)
    response = Socket.tcp(host, port, connect_timeout: 10) do |socket|
      socket.write(["ZBXD\x01", data.bytesize, data].pack("a5Q<a*"))
      socket.read
    end
    raise IOError, "the response is not a Zabbix packet" unless response.start_with?("ZBXD\x01")

    response.byteslice(13..).force_encoding(Encoding::UTF_8)
  end
  private_class_method :exchange
end
