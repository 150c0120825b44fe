package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output of several processes of a real sender, which write the parts of their lines by turns. */
class ToolRunTest {

  private static final String RESPONSE = "Response from \"127.0.0.1:1\": \"processed: 1\"\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 f \n 2 s \n r",
        "1 2 f s \n \n r",
        "1 f 2 s \n \n r",
        "1 r f \n 2 s \n",
        "1 f r \n 2 s \n",
        "1 2 s r f \n \n",
        "2 s 1 \n f r \n"
      })
  void linesOfSeveralProcesses_areWhole(String turns) {
    StringBuilder output = new StringBuilder();
    for (String turn : turns.split(" ", -1)) {
      output.append(
          switch (turn) {
            case "f" -> "DEBUG: In zbx_is_ip4() ip:'localhost'";
            case "s" -> "DEBUG: sending: {}";
            case "r" -> RESPONSE;
            case "\n" -> "\n";
            default -> "zabbix_sender [" + turn + "]: ";
          });
    }

    assertEquals(
        RESPONSE + "zabbix_sender [PID]: DEBUG: sending: {}\n",
        ToolRun.of(0, output.toString(), "").sorted().output());
  }
}
