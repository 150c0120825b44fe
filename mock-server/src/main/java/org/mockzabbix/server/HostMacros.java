package org.mockzabbix.server;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.UserMacroSyntax;

/**
 * The macros of a host, with which a server expands the keys, update intervals and allowed hosts of
 * its items: user macros such as <code>{$PORT}</code> and built-in macros such as <code>{HOST.HOST}
 * </code>. A macro without a value stays as it is. Immutable.
 */
final class HostMacros {

  private static final Pattern USER_MACRO = Pattern.compile(UserMacroSyntax.REGEX);
  private static final Pattern ANY_MACRO = Pattern.compile(UserMacroSyntax.REGEX_WITH_BUILT_IN);
  private static final Pattern PARTS =
      Pattern.compile("\\{\\$([A-Z0-9_.]+)(?::\\s*(regex:\\s*)?(.*))?}", Pattern.DOTALL);
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final Host host;

  private HostMacros(Host host) {
    this.host = host;
  }

  /** Returns the macros of a host. */
  static HostMacros of(Host host) {
    return new HostMacros(host);
  }

  /** Returns the key with the macros in its parameters expanded. */
  String inKey(String key) {
    return key.indexOf('{') < 0 ? key : KeyParameters.map(key, this::expandAll);
  }

  private String expandAll(String text) {
    return replace(ANY_MACRO, text);
  }

  /** Returns a list of allowed hosts with its macros expanded. */
  String inAllowedHosts(String list) {
    return list.indexOf('{') < 0 ? list : replace(ANY_MACRO, list);
  }

  /** Returns an update interval with its user macros expanded. */
  String inInterval(String delay) {
    return delay.indexOf('{') < 0 ? delay : replace(USER_MACRO, delay);
  }

  private String replace(Pattern macros, String text) {
    return macros
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group()).orElse(found.group())));
  }

  private Optional<String> value(String macro) {
    return switch (macro) {
      case "{HOST.HOST}", "{HOSTNAME}", "{HOST.NAME}" -> Optional.of(host.name());
      case "{HOST.CONN}" -> Optional.of(address());
      case "{HOST.IP}", "{IPADDRESS}" -> Optional.of(isIp(address()) ? address() : "");
      case "{HOST.DNS}" -> Optional.of(isIp(address()) ? "" : address());
      default -> userMacro(macro);
    };
  }

  private String address() {
    return host.mockAgent().isPresent() ? "127.0.0.1" : HostAndPort.parse(host.agent()).host();
  }

  private static boolean isIp(String address) {
    return IP_ADDRESS.matcher(address).matches();
  }

  /** A macro with a context uses the value for this context, then for a matching one, then none. */
  private Optional<String> userMacro(String macro) {
    UserMacro wanted = UserMacro.parse(macro);
    return find(wanted::equals)
        .or(() -> find(wanted::isMatchedBy))
        .or(() -> find(new UserMacro(wanted.name(), null, false)::equals));
  }

  private Optional<String> find(Predicate<UserMacro> condition) {
    return host.macros().entrySet().stream()
        .filter(entry -> condition.test(UserMacro.parse(entry.getKey())))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The parts of a user macro; the context can be null. */
  private record UserMacro(String name, @Nullable String context, boolean regex) {

    static UserMacro parse(String macro) {
      Matcher parts = PARTS.matcher(macro);
      if (!parts.matches()) {
        throw new AssertionError(macro);
      }
      String context = parts.group(3);
      return new UserMacro(
          parts.group(1), context == null ? null : unquoted(context), parts.group(2) != null);
    }

    private static String unquoted(String context) {
      String quoted = context.stripTrailing();
      return quoted.startsWith("\"")
          ? quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"")
          : context;
    }

    boolean isMatchedBy(UserMacro other) {
      return other.regex
          && other.context != null
          && context != null
          && other.name.equals(name)
          && Pattern.compile(other.context).matcher(context).find();
    }
  }
}
