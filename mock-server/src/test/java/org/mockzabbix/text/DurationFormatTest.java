package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 s",
    "PT0.000000001S,1 ns",
    "PT0.0015S,1500000 ns",
    "PT0.5S,500 ms",
    "PT2S,2 s",
    "PT2.5S,2500 ms",
    "PT59S,59 s",
    "PT1M,1 min",
    "PT1M30S,90 s",
    "PT1H,1 h",
    "PT24H,24 h",
    "PT25H,25 h",
    "PT48H,2 d",
    "PT-1S,-1 s",
    "PT-0.5S,-500 ms",
  })
  void prints(Duration duration, String text) {
    assertEquals(text, DurationFormat.format(duration));
  }

  @Test
  void printsTheLongestDurations() {
    assertEquals(
        "9223372036854775807 s", DurationFormat.format(Duration.ofSeconds(Long.MAX_VALUE)));
    assertEquals(
        "9223372036854775807 s",
        DurationFormat.format(Duration.ofSeconds(Long.MAX_VALUE, 500_000_000)));
  }

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "10,PT10S",
    "500ms,PT0.5S",
    "10s,PT10S",
    "5m,PT5M",
    "1h,PT1H",
    "7d,PT168H",
    "2w,PT336H",
  })
  void parses(String text, Duration duration) {
    assertEquals(Optional.of(duration), DurationFormat.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999w", "999999999999ms"})
  void parsesLargeNumbersWithoutOverflow(String text) {
    assertEquals(Optional.of(false), DurationFormat.parse(text).map(Duration::isNegative));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1", "+1", "1.5", "1 s", "10S", "10sec", "10us", "٣", "1h30m"})
  void refusesOtherForms(String text) {
    assertEquals(Optional.empty(), DurationFormat.parse(text));
  }
}
