package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.HistoryRows.Naming;

/** Which of several defects of a row a server finds first. */
class RowDefectsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                  | PROCESSED     | PROCESSED     | PROCESSED
          NOT_AN_OBJECT NO_HOST NO_ITEMID         | NOT_AN_OBJECT | NOT_AN_OBJECT | NOT_AN_OBJECT
          NO_HOST NO_KEY                          | NO_HOST       | PROCESSED     | PROCESSED
          NO_KEY BAD_CLOCK                        | NO_KEY        | BAD_CLOCK     | BAD_CLOCK
          NO_HOST NO_KEY NO_ITEMID BAD_ITEMID     | NO_HOST       | NO_ITEMID     | NO_HOST
          NO_KEY NO_ITEMID BAD_ITEMID             | NO_KEY        | NO_ITEMID     | NO_KEY
          NO_ITEMID BAD_ITEMID BAD_NS             | BAD_NS        | NO_ITEMID     | BAD_NS
          BAD_ITEMID BAD_CLOCK                    | BAD_CLOCK     | NO_ITEMID     | NO_ITEMID
          BAD_CLOCK BAD_NS                        | BAD_CLOCK     | BAD_CLOCK     | BAD_CLOCK
          BAD_NS                                  | BAD_NS        | BAD_NS        | BAD_NS
          UNACCEPTABLE                            | PROCESSED     | PROCESSED     | PROCESSED
          """)
  void outcome(String names, Outcome byHostAndKey, Outcome byItemid, Outcome byEither) {
    byte defects = bits(names);

    assertEquals(byHostAndKey, RowDefects.outcome(defects, Naming.HOST_AND_KEY));
    assertEquals(byItemid, RowDefects.outcome(defects, Naming.ITEMID));
    assertEquals(byEither, RowDefects.outcome(defects, Naming.EITHER));
  }

  private static byte bits(String names) {
    int bits = 0;
    for (String name : names == null ? new String[0] : names.split(" ")) {
      bits |=
          switch (name) {
            case "NOT_AN_OBJECT" -> RowDefects.NOT_AN_OBJECT;
            case "NO_HOST" -> RowDefects.NO_HOST;
            case "NO_KEY" -> RowDefects.NO_KEY;
            case "NO_ITEMID" -> RowDefects.NO_ITEMID;
            case "BAD_ITEMID" -> RowDefects.BAD_ITEMID;
            case "BAD_CLOCK" -> RowDefects.BAD_CLOCK;
            case "BAD_NS" -> RowDefects.BAD_NS;
            case "UNACCEPTABLE" -> RowDefects.UNACCEPTABLE;
            default -> throw new IllegalArgumentException(name);
          };
    }
    return (byte) bits;
  }
}
