package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.inventory.Host;

class HostMacrosTest {

  private static final Host HOST =
      Host.of("web01")
          .withAgent("192.0.2.1:10050")
          .withMacro("{$A}", "a")
          .withMacro("{$COMMA}", "a,b")
          .withMacro("{$SPACE}", " a")
          .withMacro("{$QUOTES}", "\"a\"")
          .withMacro("{$BACKSLASH}", "a\\")
          .withMacro("{$BOTH}", " a\\")
          .withMacro("{$A:\"x y\"}", "in x y")
          .withMacro("{$A:regex:\"^/var\"}", "in var");

  /** As a server of 7.0 documents it for the parameters of keys. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "agent.ping               | agent.ping",
        "k[]                      | k[]",
        "k[{$A}]                  | k[a]",
        "k[x{$A}y{$A}]            | k[xaya]",
        "k[\"{$A}\"]              | k[\"a\"]",
        "k[{$A:x y}]              | k[in x y]",
        "k[{$A:/var/log}]         | k[in var]",
        "k[{$A:other}]            | k[a]",
        "k[{$NONE}]               | k[{$NONE}]",
        "k[{$BACKSLASH}]          | k[a\\]",
        "k[\"{$BACKSLASH}\"]      | k[a\\]",
        "k[{$SPACE}]              | k[\" a\"]",
        "k[{$BOTH}]               | k[{$BOTH}]",
        "k[{$QUOTES}]             | k[\"\\\"a\\\"\"]",
        "k[{$COMMA}]              | k[\"a,b\"]",
        "k[[{$A},\"{$COMMA}\"],b] | k[[a,\"a,b\"],b]",
        "k[,{$A}, {$A} ,]         | k[,a, a ,]",
        "k[{HOST.HOST}]           | k[web01]",
        "k[{HOST.NAME},{HOSTNAME}]| k[web01,web01]",
        "k[{HOST.IP},{IPADDRESS}] | k[192.0.2.1,192.0.2.1]",
        "k[{HOST.CONN}]           | k[192.0.2.1]",
        "k[{HOST.DNS}]            | k[]",
        "k[{HOST.PORT},{ITEM.ID}] | k[{HOST.PORT},{ITEM.ID}]"
      })
  void inKey(String key, String expanded) {
    assertEquals(expanded, HostMacros.of(HOST).inKey(key));
  }

  @Test
  void inKey_ofAHostWithADnsName() {
    HostMacros macros = HostMacros.of(Host.of("web01").withAgent("db.example:10050"));

    assertEquals("k[,db.example,db.example]", macros.inKey("k[{HOST.IP},{HOST.DNS},{HOST.CONN}]"));
  }

  @Test
  void inAllowedHosts_expandsAllMacros() {
    HostMacros macros = HostMacros.of(Host.of("web01").withAgent("192.0.2.1:10050"));
    HostMacros own = HostMacros.of(Host.of("web01").withMacro("{$NET}", "10.0.0.0"));

    assertEquals(
        "192.0.2.1,192.0.2.1,,web01,{$NET}/8",
        macros.inAllowedHosts("{HOST.IP},{HOST.CONN},{HOST.DNS},{HOST.HOST},{$NET}/8"));
    assertEquals("10.0.0.0/8,", own.inAllowedHosts("{$NET}/8,"));
  }

  @Test
  void inInterval_expandsUserMacrosOnly() {
    HostMacros macros = HostMacros.of(Host.of("web01").withMacro("{$EVERY}", "5s"));

    assertEquals("5s;{$OTHER}", macros.inInterval("{$EVERY};{$OTHER}"));
    assertEquals("{HOST.HOST}", macros.inInterval("{HOST.HOST}"));
  }

  @Test
  void host_keepsItsMacros() {
    assertEquals(
        Map.of("{$A}", "2", "{$B}", ""),
        Host.of("h").withMacro("{$A}", "1").withMacro("{$B}", "").withMacro("{$A}", "2").macros());
  }

  @ParameterizedTest
  @CsvSource({"A", "$A", "{A}", "{$a}", "{$}", "{HOST.HOST}", "'{$A} '"})
  void host_refusesOtherTexts(String macro) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Host.of("h").withMacro(macro, "1"));

    assertEquals(
        "a user macro is written as {$NAME} or {$NAME:context}, in capital letters, but was \""
            + macro
            + '"',
        refused.getMessage());
  }
}
