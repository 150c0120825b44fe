package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                         | 192.0.2.1   | true",
        "' '                        | 192.0.2.1   | true",
        "192.0.2.1                  | 192.0.2.1   | true",
        "192.0.2.1                  | 192.0.2.2   | false",
        "192.0.2.2,192.0.2.1        | 192.0.2.1   | true",
        "' 192.0.2.2 , 192.0.2.1 '  | 192.0.2.1   | true",
        "192.0.2.0/24               | 192.0.2.255 | true",
        "192.0.2.0/24               | 192.0.3.0   | false",
        "192.0.2.128/25             | 192.0.2.127 | false",
        "192.0.2.128/25             | 192.0.2.129 | true",
        "192.0.2.1/32               | 192.0.2.2   | false",
        "192.0.2.1/0                | 10.1.2.3    | true",
        "0.0.0.0/0                  | 10.1.2.3    | true",
        "0.0.0.0/0                  | 2001:db8::1 | false",
        "::/0                       | 2001:db8::1 | true",
        "::/0                       | 192.0.2.1   | true",
        "2001:db8::/32              | 2001:db8::1 | true",
        "2001:db8::/32              | 2001:db9::1 | false",
        "2001:db8::1                | 2001:db8::1 | true",
        "2001:db8::1                | 192.0.2.1   | false",
        "::ffff:192.0.2.1           | 192.0.2.1   | true",
        "::192.0.2.1                | 192.0.2.1   | true",
        "::ffff:192.0.2.0/120       | 192.0.2.200 | true",
        "::ffff:192.0.2.0/120       | 192.0.3.1   | false",
        "127.0.0.1                  | ::1         | false",
        "::1                        | ::1         | true",
        "::1                        | 127.0.0.1   | false",
        "localhost                  | 127.0.0.1   | true",
        "192.0.2.1,                 | 192.0.2.1   | true",
        "192.0.2.1,                 | 127.0.0.1   | false",
        "' 192.0.2.1 , '            | 192.0.2.1   | true",
        "','                        | 127.0.0.1   | false",
        "',,127.0.0.1'              | 127.0.0.1   | true",
        "',,192.0.2.1'              | 127.0.0.1   | false",
        "{$NONE}                    | 127.0.0.1   | false",
        "localhost/24,127.0.0.1/x   | 127.0.0.1   | false",
        "no-such-host.invalid       | 127.0.0.1   | false",
        "no-such-host.invalid,127.0.0.1 | 127.0.0.1 | true"
      })
  void allow(String list, String peer, boolean allowed) throws UnknownHostException {
    assertEquals(allowed, AllowedHosts.allow(list, InetAddress.getByName(peer)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "192.0.2.1",
        "192.0.2.0/24,::1",
        "web01.example.com",
        "::/0",
        "::1/128",
        "192.0.2.1,",
        " 192.0.2.1 , ",
        "{HOST.IP}",
        "{HOST.CONN},{HOST.DNS}, {HOST.HOST},{HOST.NAME}",
        "{$NETWORK}/24,{$A:\"x,y\"},192.0.2.1",
        "agent.{$DOMAIN}",
        "a , b"
      })
  void check_accepts(String list) {
    assertDoesNotThrow(() -> AllowedHosts.checkWithMacros("allowedHosts", list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.0/33 | 192.0.2.0/33",
        "192.0.2.0/x  | 192.0.2.0/x",
        "192.0.2.0/   | 192.0.2.0/",
        "192.0.2.0/-1 | 192.0.2.0/-1",
        "::/129       | ::/129",
        "::1,::/999   | ::/999",
        "web01/24     | web01/24",
        "/24          | /24",
        "a,,b         | ''",
        ",a           | ''",
        "a,,          | ''",
        "{HOST.PORT}  | {HOST.PORT}",
        "{HOST.IP},/4 | /4",
        "a b          | a b"
      })
  void check_refuses(String list, String entry) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> AllowedHosts.checkWithMacros("allowedHosts", list));

    assertEquals(
        "allowedHosts contains \""
            + entry
            + "\", which is not a valid IP address, CIDR range or DNS name",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "192.0.2.1, false",
    "'192.0.2.0/24, ::1', false",
    "localhost, true",
    "{HOST.IP}, true",
    "'192.0.2.1,', false",
    "'::1,web01.example.com', true"
  })
  void containsName_returnsWhetherDnsIsQueried(String list, boolean names) {
    assertEquals(names, AllowedHosts.containsName(list));
  }

  @Test
  void check_refusesMacros() {
    Exception macro =
        assertThrows(
            IllegalArgumentException.class,
            () -> AllowedHosts.check("statsAllowed", "::1,{HOST.IP}"));

    assertEquals(
        "statsAllowed contains \"{HOST.IP}\", which is not a valid IP address, CIDR range or DNS"
            + " name",
        macro.getMessage());
    assertDoesNotThrow(() -> AllowedHosts.check("statsAllowed", "127.0.0.0/8,::1,"));
  }
}
