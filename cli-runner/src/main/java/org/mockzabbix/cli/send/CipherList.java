package org.mockzabbix.cli.send;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.engine.CipherSuite;

/**
 * Cipher suites as OpenSSL lists them: names, and for TLS 1.2 also keywords joined by {@code +},
 * which stand for all suites that have each of them, for example {@code kPSK+AES128}. The keywords
 * are those of Zabbix's defaults.
 */
final class CipherList {

  private static final Map<String, Predicate<String>> KEYWORDS =
      new TreeMap<>(
          Map.of(
              "AES128", name -> true, // Zabbix's programs have no others
              "EECDH", name -> name.startsWith("ECDHE-RSA-"),
              "RSA", name -> name.startsWith("AES128-"),
              "aRSA", name -> !name.contains("PSK-"),
              "kECDHEPSK", name -> name.startsWith("ECDHE-PSK-"),
              "kPSK", name -> name.startsWith("PSK-")));

  private CipherList() {}

  /**
   * Returns the suites of TLS 1.3.
   *
   * @throws IllegalArgumentException that says what the list has
   */
  static List<CipherSuite> ofTls13(String list) {
    return parse(list, CipherSuite.ofTls13(), List.of());
  }

  /**
   * Returns the suites of TLS 1.2.
   *
   * @throws IllegalArgumentException that says what the list has
   */
  static List<CipherSuite> ofTls12(String list) {
    return parse(list, CipherSuite.ofTls12(), KEYWORDS.keySet());
  }

  private static List<CipherSuite> parse(
      String list, List<CipherSuite> known, Collection<String> keywords) {
    return Arrays.stream(list.split("[:, ]+", -1))
        .flatMap(element -> suites(element, known, keywords))
        .distinct()
        .toList();
  }

  private static Stream<CipherSuite> suites(
      String element, List<CipherSuite> known, Collection<String> keywords) {
    List<CipherSuite> named =
        known.stream().filter(suite -> suite.openssl().equals(element)).toList();
    if (!named.isEmpty()) {
      return named.stream();
    }
    String[] parts = element.split("\\+", -1);
    if (keywords.isEmpty() || (parts.length == 1 && !keywords.contains(element))) {
      List<String> names = new ArrayList<>();
      known.forEach(suite -> names.add(suite.openssl()));
      names.addAll(keywords);
      throw unknown("cipher suite " + Quoting.quote(element), element, names);
    }
    return having(parts, element, known).stream();
  }

  private static List<CipherSuite> having(
      String[] keywords, String element, List<CipherSuite> known) {
    List<CipherSuite> suites = known;
    for (String keyword : keywords) {
      Predicate<String> having = KEYWORDS.get(keyword);
      if (having == null) {
        String what = "keyword " + Quoting.quote(keyword) + " in " + Quoting.quote(element);
        throw unknown(what, keyword, KEYWORDS.keySet());
      }
      suites = suites.stream().filter(suite -> having.test(suite.openssl())).toList();
    }
    if (suites.isEmpty()) {
      throw new IllegalArgumentException(
          "has " + Quoting.quote(element) + ", and no cipher suite has all these keywords");
    }
    return suites;
  }

  private static IllegalArgumentException unknown(
      String what, String name, Collection<String> known) {
    return new IllegalArgumentException(
        "has the unknown " + what + ": " + ClosestName.remedy(name, known));
  }
}
