package org.mockzabbix.tls.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.mockzabbix.text.Quoting;

/**
 * Prints the subject or issuer of a certificate as Zabbix's programs compare it: RFC 4514, most
 * specific part first. OpenSSL and GnuTLS differ only in the name of an e-mail address; this is
 * OpenSSL's.
 */
public final class DistinguishedName {

  private static final Map<String, String> KEYWORDS =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
          Map.entry("1.2.840.113549.1.9.2", "unstructuredName"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"),
          Map.entry("2.5.4.4", "SN"),
          Map.entry("2.5.4.5", "serialNumber"),
          Map.entry("2.5.4.9", "street"),
          Map.entry("2.5.4.12", "title"),
          Map.entry("2.5.4.13", "description"),
          Map.entry("2.5.4.15", "businessCategory"),
          Map.entry("2.5.4.17", "postalCode"),
          Map.entry("2.5.4.20", "telephoneNumber"),
          Map.entry("2.5.4.41", "name"),
          Map.entry("2.5.4.42", "GN"),
          Map.entry("2.5.4.43", "initials"),
          Map.entry("2.5.4.44", "generationQualifier"),
          Map.entry("2.5.4.46", "dnQualifier"),
          Map.entry("2.5.4.65", "pseudonym"),
          Map.entry("2.5.4.97", "organizationIdentifier"));

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final char DELETE = 0x7F;
  private static final String ESCAPED = ",+\"\\<>;";

  private DistinguishedName() {}

  /** Returns for example {@code CN=client,O=Kit}. */
  public static String of(X500Principal name) {
    String text = name.getName(X500Principal.RFC2253, KEYWORDS);
    try {
      List<Rdn> parts = new ArrayList<>(new LdapName(text).getRdns());
      Collections.reverse(parts);
      return parts.stream().map(DistinguishedName::part).collect(Collectors.joining(","));
    } catch (InvalidNameException unusual) {
      return text;
    }
  }

  /** Returns the name in quotes, for messages. Quotes in it are escaped already. */
  static String quoted(X500Principal name) {
    return '"' + Quoting.escape(of(name)) + '"';
  }

  private static String part(Rdn part) {
    List<String> assignments = new ArrayList<>();
    try {
      NamingEnumeration<? extends Attribute> all = part.toAttributes().getAll();
      while (all.hasMore()) {
        Attribute attribute = all.next();
        assignments.add(attribute.getID() + "=" + value(attribute.get()));
      }
      return String.join("+", assignments);
    } catch (NamingException unusual) {
      return part.toString();
    }
  }

  /** The value of an attribute that has no keyword is printed as it is encoded. */
  private static String value(Object value) {
    return value instanceof byte[] encoded
        ? '#' + HEX.formatHex(encoded)
        : escape(String.valueOf(value));
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean outer = (c == ' ' && (i == 0 || i == value.length() - 1)) || (c == '#' && i == 0);
      if (outer || ESCAPED.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c < ' ' || c == DELETE ? '\\' + HEX.toHexDigits((byte) c) : String.valueOf(c));
    }
    return escaped.toString();
  }
}
