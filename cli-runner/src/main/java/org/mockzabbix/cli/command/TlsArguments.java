package org.mockzabbix.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.setting.TlsSetting;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/** The options for the encryption of the server, and of mock agents that have no own one. */
final class TlsArguments {

  private static final String IDENTITY = "mock-zabbix";

  private static final List<String> TEST_FILES =
      List.of(
          "psk.txt", "ca.crt", "ca.crl", "server.crt", "server.key", "client.crt", "client.key");

  private final Option<List<TlsMode>> accept =
      Option.list(TlsSetting.ACCEPT.option(), "MODES", TlsMode.class)
          .separatedBy(",")
          .help(TlsSetting.ACCEPT.help() + " Separated by commas.", "unencrypted", "psk", "cert");

  private final Option<List<String>> identities =
      Option.list(TlsSetting.PSK_IDENTITY.option(), "IDENTITY", String.class)
          .help(TlsSetting.PSK_IDENTITY.help() + " Repeatable, each with --tls-psk-file.");

  private final Option<List<Path>> pskFiles =
      Option.list(TlsSetting.PSK_FILE.option(), "FILE", Path.class)
          .help(TlsSetting.PSK_FILE.help() + " Repeatable.");

  private final Map<TlsSetting, Option<Path>> certificateFiles = new EnumMap<>(TlsSetting.class);

  private final Option<Path> selfSigned =
      Option.of("--tls-self-signed", "DIR", Path.class)
          .help(
              "Directory for certificates and a pre-shared key of server and clients, which are"
                  + " written unless an earlier run has written them. The options for zabbix_sender"
                  + " are printed.");

  private final Option<TlsLibrary> like =
      Option.of(TlsSetting.LIKE.option(), "LIBRARY", TlsLibrary.class)
          .help(TlsSetting.LIKE.help(), "openssl", "gnutls");

  private @Nullable TlsConfig config;
  private List<String> notices = List.of();

  TlsArguments() {
    for (TlsSetting file : TlsSetting.FILES) {
      certificateFiles.put(file, Option.of(file.option(), "FILE", Path.class).help(file.help()));
    }
  }

  /** Returns the options, in the order of the help. */
  List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(accept, identities, pskFiles));
    all.addAll(certificateFiles.values());
    all.addAll(List.of(selfSigned, like));
    return all;
  }

  /**
   * Reads the files, and writes new ones if the user has asked for them.
   *
   * @throws UsageException if an option lacks another one
   * @throws CannotStartException if a file cannot be read or written
   */
  void read() throws UsageException, CannotStartException {
    if (all().stream().allMatch(option -> option.value() == null)) {
      return;
    }
    check();
    try {
      TlsConfig tls =
          withPsks(TlsSetting.withFiles(TlsConfig.unencrypted(), files(), TlsSetting::option));
      Path directory = selfSigned.value();
      tls = directory == null ? tls : withTestKeys(tls, directory);
      tls = tls.like(like.valueOr(TlsLibrary.OPENSSL));
      List<TlsMode> modes = accept.valueOr(List.of());
      config = modes.isEmpty() ? tls : tls.accepting(modes.get(0), modes.toArray(TlsMode[]::new));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()), e);
    }
  }

  private void check() throws UsageException {
    int keys = pskFiles.valueOr(List.of()).size();
    if (identities.valueOr(List.of()).size() != keys) {
      throw new UsageException("each --tls-psk-identity needs a --tls-psk-file, and vice versa");
    }
    Map<TlsSetting, Path> files = files();
    if (selfSigned.value() != null && !files.isEmpty()) {
      throw new UsageException(
          "--tls-self-signed and --tls-cert-file contradict each other: remove one");
    }
    try {
      TlsSetting.checkFiles(files.keySet(), TlsSetting::option);
    } catch (IllegalArgumentException incomplete) {
      throw new UsageException(String.valueOf(incomplete.getMessage()));
    }
  }

  /** Returns the files that the user has chosen. */
  private Map<TlsSetting, Path> files() {
    Map<TlsSetting, Path> files = new EnumMap<>(TlsSetting.class);
    certificateFiles.forEach(
        (setting, option) -> {
          if (option.value() != null) {
            files.put(setting, Objects.requireNonNull(option.value()));
          }
        });
    return files;
  }

  private TlsConfig withPsks(TlsConfig tls) throws IOException {
    TlsConfig read = tls;
    List<Path> files = pskFiles.valueOr(List.of());
    for (int i = 0; i < files.size(); i++) {
      String identity = identities.valueOr(List.of()).get(i);
      read = read.withPsks(TestPsk.read(identity, files.get(i)));
    }
    return read;
  }

  private TlsConfig withTestKeys(TlsConfig tls, Path directory) throws IOException {
    Path psk = directory.resolve("psk.txt");
    if (!areTestKeys(directory)) {
      writeTestKeys(directory, psk);
    }
    notices =
        List.of(
            "TLS psk: --tls-connect psk --tls-psk-identity " + IDENTITY + " --tls-psk-file " + psk,
            "TLS cert: --tls-connect cert --tls-ca-file "
                + directory.resolve("ca.crt")
                + " --tls-cert-file "
                + directory.resolve("client.crt")
                + " --tls-key-file "
                + directory.resolve("client.key"));
    return tls.withPsks(TestPsk.read(IDENTITY, psk))
        .withCertificateFiles(
            directory.resolve("ca.crt"),
            directory.resolve("server.crt"),
            directory.resolve("server.key"))
        .withRevocationFile(directory.resolve("ca.crl"));
  }

  /** Returns whether an earlier run has written its files there. */
  private static boolean areTestKeys(Path directory) throws IOException {
    List<String> there =
        TEST_FILES.stream().filter(file -> Files.exists(directory.resolve(file))).toList();
    if (!there.isEmpty() && there.size() < TEST_FILES.size()) {
      throw new IOException(
          "--tls-self-signed: "
              + directory
              + " has "
              + there.get(0)
              + ", but not all files of an earlier run: use an empty directory");
    }
    return !there.isEmpty();
  }

  private static void writeTestKeys(Path directory, Path psk) throws IOException {
    try {
      Files.createDirectories(directory);
      TestCertificates.create().writeTo(directory);
      TestPsk.random(IDENTITY).writeTo(psk);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("--tls-self-signed: " + e.getFile() + " is not a directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException(
          "--tls-self-signed: cannot write " + e.getFile() + ": access denied", e);
    }
  }

  /** Returns the encryption that the options choose; empty if they choose none. */
  Optional<TlsConfig> config() {
    return Optional.ofNullable(config);
  }

  /** Returns the options for clients of new keys, as lines for the user. */
  List<String> notices() {
    return notices;
  }
}
