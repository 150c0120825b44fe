package org.mockzabbix.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The times of polls. The expected times follow from the examples in Zabbix's documentation, page
 * "Custom intervals". January 5, 2026 is a Monday.
 */
class UpdateIntervalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m0-59           | 2026-01-05T08:58:30 | 2026-01-05T08:59 2026-01-05T09:00 2026-01-05T09:01
          h9-17/2         | 2026-01-05T14:00 | 2026-01-05T15:00 2026-01-05T17:00 2026-01-06T09:00
          m0,30           | 2026-01-05T08:10 | 2026-01-05T08:30 2026-01-05T09:00 2026-01-05T09:30
          m/30            | 2026-01-05T08:10 | 2026-01-05T08:30 2026-01-05T09:00 2026-01-05T09:30
          m/5             | 2026-01-05T23:54:59 | 2026-01-05T23:55 2026-01-06T00:00 2026-01-06T00:05
          wd1-5h9         | 2026-01-09T08:00 | 2026-01-09T09:00 2026-01-12T09:00 2026-01-13T09:00
          wd1-5h9-18      | 2026-01-09T16:30 | 2026-01-09T17:00 2026-01-09T18:00 2026-01-12T09:00
          h9,10,11        | 2026-01-05T09:30 | 2026-01-05T10:00 2026-01-05T11:00 2026-01-06T09:00
          h9-11           | 2026-01-05T09:30 | 2026-01-05T10:00 2026-01-05T11:00 2026-01-06T09:00
          md1h9m30        | 2026-01-05T00:00 | 2026-02-01T09:30 2026-03-01T09:30 2026-04-01T09:30
          md1wd1h9m30     | 2026-01-05T00:00 | 2026-06-01T09:30 2027-02-01T09:30 2027-03-01T09:30
          h9m/30          | 2026-01-05T00:00 | 2026-01-05T09:00 2026-01-05T09:30 2026-01-06T09:00
          h9m0-59/30      | 2026-01-05T00:00 | 2026-01-05T09:00 2026-01-05T09:30 2026-01-06T09:00
          h9-10m30        | 2026-01-05T00:00 | 2026-01-05T09:30 2026-01-05T10:30 2026-01-06T09:30
          h9,10m10-40/30  | 2026-01-05T09:20 | 2026-01-05T09:40 2026-01-05T10:10 2026-01-05T10:40
          h9m10-40        | 2026-01-05T09:38:01 | 2026-01-05T09:39 2026-01-05T09:40 2026-01-06T09:10
          h9-12,15        | 2026-01-05T11:00:01 | 2026-01-05T12:00 2026-01-05T15:00 2026-01-06T09:00
          h9-12,15m0s30   | 2026-01-05T12:00 | 2026-01-05T12:00:30 2026-01-05T15:00:30 2026-01-06T09:00:30
          h9-12s30        | 2026-01-05T12:58 | 2026-01-05T12:58:30 2026-01-05T12:59:30 2026-01-06T09:00:30
          h9m/30;h10      | 2026-01-05T00:00 | 2026-01-05T09:00 2026-01-05T09:30 2026-01-05T10:00
          wd1h9;h9        | 2026-01-05T00:00 | 2026-01-05T09:00 2026-01-06T09:00 2026-01-07T09:00
          h/02            | 2026-01-05T21:00 | 2026-01-05T22:00 2026-01-06T00:00 2026-01-06T02:00
          s/20            | 2026-01-05T21:00:01 | 2026-01-05T21:00:20 2026-01-05T21:00:40 2026-01-05T21:01
          md31            | 2026-01-31T00:00:01 | 2026-03-31T00:00 2026-05-31T00:00 2026-07-31T00:00
          md29wd7h1       | 2026-01-05T00:00 | 2026-03-29T01:00 2026-11-29T01:00 2027-08-29T01:00
          wd7             | 2026-01-05T00:00 | 2026-01-11T00:00 2026-01-18T00:00 2026-01-25T00:00
          """)
  void schedulingIntervals(String custom, String from, String expected) {
    assertEquals(expected, polls("0;" + custom, ZoneOffset.UTC, from));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30s                              | 2026-01-05T09:00:10 | 2026-01-05T09:00:10 2026-01-05T09:00:40 2026-01-05T09:01:10
          0;1s/1-7,00:00-24:00             | 2026-01-05T23:59:59 | 2026-01-05T23:59:59 2026-01-06T00:00 2026-01-06T00:00:01
          1m;10/1-5,09:00-18:00            | 2026-01-05T08:59 | 2026-01-05T08:59 2026-01-05T09:00 2026-01-05T09:00:10
          1m;10/1-5,09:00-18:00            | 2026-01-09T17:59:45 | 2026-01-09T17:59:45 2026-01-09T17:59:55 2026-01-09T18:00:45
          1m;10/1-5,09:00-18:00            | 2026-01-10T09:00 | 2026-01-10T09:00 2026-01-10T09:01 2026-01-10T09:02
          1m;0/1-7,00:00-7:00              | 2026-01-05T23:59:30 | 2026-01-05T23:59:30 2026-01-06T07:00:30 2026-01-06T07:01:30
          1h;0/7-7,00:00-24:00             | 2026-01-10T22:30 | 2026-01-10T22:30 2026-01-10T23:30 2026-01-12T00:30
          1h;0/7,00:00-24:00               | 2026-01-11T22:30 | 2026-01-12T00:00 2026-01-12T01:00 2026-01-12T02:00
          0;60/1-7,12:00-12:01             | 2026-01-05T08:00 | 2026-01-05T12:00 2026-01-06T12:00 2026-01-07T12:00
          1h;1m/1-5,09:00-18:00;30/1,9:00-9:01 | 2026-01-05T09:00 | 2026-01-05T09:00 2026-01-05T09:00:30 2026-01-05T09:01
          1m;0/1,09:00-10:00;5/1,09:00-10:00 | 2026-01-05T08:59 | 2026-01-05T08:59 2026-01-05T10:00 2026-01-05T10:01
          0;1h/1,09:00-09:30               | 2026-01-05T10:00 | 2026-01-12T09:00 2026-01-19T09:00 2026-01-26T09:00
          5m;wd1-5h9-18                    | 2026-01-05T08:57 | 2026-01-05T08:57 2026-01-05T09:00 2026-01-05T09:02
          0;0/1-5,00:00-24:00;m0           | 2026-01-05T08:57 | 2026-01-05T09:00 2026-01-05T10:00 2026-01-05T11:00
          1m;0/1-7,00:00-24:00;h9          | 2026-01-05T09:00 | 2026-01-05T09:00 2026-01-06T09:00 2026-01-07T09:00
          0;{$M}                           | 2026-01-05T09:00 | 2026-01-05T09:00 2026-01-05T09:01 2026-01-05T09:02
          {$M: /tmp;x };h9                 | 2026-01-05T09:00 | 2026-01-05T09:00 2026-01-05T09:01 2026-01-05T09:02
          """)
  void flexibleIntervals(String interval, String from, String expected) {
    assertEquals(expected, polls(interval, ZoneOffset.UTC, from));
  }

  /** In Berlin, clocks go from 2:00 to 3:00 on March 29 and from 3:00 to 2:00 on October 25. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0;h2m30               | 2026-03-28T00:00Z | 2026-03-28T01:30Z 2026-03-30T00:30Z 2026-03-31T00:30Z
          0;h3                  | 2026-03-28T03:00Z | 2026-03-29T01:00Z 2026-03-30T01:00Z 2026-03-31T01:00Z
          0;h2m30               | 2026-10-25T00:00Z | 2026-10-25T00:30Z 2026-10-25T01:30Z 2026-10-26T01:30Z
          0;m/30                | 2026-10-25T00:30Z | 2026-10-25T00:30Z 2026-10-25T01:00Z 2026-10-25T01:30Z
          0;h9                  | 2026-10-24T00:00Z | 2026-10-24T07:00Z 2026-10-25T08:00Z 2026-10-26T08:00Z
          0;15m/7,02:30-03:00   | 2026-10-25T00:00Z | 2026-10-25T00:30Z 2026-10-25T00:45Z 2026-10-25T01:30Z
          0;30m/7,02:30-03:30   | 2026-03-28T23:00Z | 2026-03-29T01:00Z 2026-04-05T00:30Z 2026-04-05T01:00Z
          0;1h/1-7,09:00-10:00  | 2026-03-28T00:00Z | 2026-03-28T08:00Z 2026-03-29T07:00Z 2026-03-30T07:00Z
          0;1d/1-7,09:00-10:00  | 2026-03-27T00:00Z | 2026-03-27T08:00Z 2026-03-28T08:00Z 2026-10-25T08:00Z
          """)
  void whereClocksAreChanged(String interval, String from, String expected) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    List<Instant> polls = polls(interval, berlin, Instant.parse(withSeconds(from)));

    assertEquals(
        Stream.of(expected.split(" ")).map(UpdateIntervalTest::withSeconds).toList(),
        polls.stream().map(Instant::toString).toList());
  }

  private static String withSeconds(String utc) {
    return utc.replace("Z", ":00Z");
  }

  @Test
  void fractionOfASecond() {
    List<Instant> polls =
        polls("7m;m/5", ZoneOffset.UTC, Instant.parse("2026-01-05T09:00:00.250Z"));

    assertEquals(
        List.of(
            Instant.parse("2026-01-05T09:00:00.250Z"),
            Instant.parse("2026-01-05T09:05:00Z"),
            Instant.parse("2026-01-05T09:07:00.250Z")),
        polls);
  }

  @Test
  void notInThisYear() {
    Instant monday = Instant.parse("2026-01-05T09:00:30Z");
    UpdateInterval interval = UpdateInterval.parse("0;1d/1,09:00-09:01", ZoneOffset.UTC);

    assertEquals(Optional.empty(), interval.next(monday.plusSeconds(60), monday));
  }

  private static String polls(String interval, ZoneId zone, String from) {
    Instant start = LocalDateTime.parse(from).atZone(zone).toInstant();
    return String.join(
        " ",
        polls(interval, zone, start).stream()
            .map(poll -> LocalDateTime.ofInstant(poll, zone).toString())
            .toList());
  }

  /** Returns the first three polls of an item that is added at this time. */
  private static List<Instant> polls(String text, ZoneId zone, Instant added) {
    UpdateInterval interval = UpdateInterval.parse(text, zone);
    Optional<Instant> start = interval.start(added);
    List<Instant> polls = new ArrayList<>();
    polls.add(
        Stream.concat(start.stream(), interval.scheduledFrom(added).stream())
            .min(Instant::compareTo)
            .orElseThrow());
    while (polls.size() < 3) {
      Instant last = polls.get(polls.size() - 1);
      polls.add(interval.next(start.orElse(added), last).orElseThrow());
    }
    return polls;
  }
}
