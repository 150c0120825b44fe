package org.mockzabbix.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the real programs are: {@code zabbix_server} with the files of its database, and
 * PostgreSQL.
 *
 * @param server the directory that the packages of the server were unpacked to
 * @param postgres the directory with PostgreSQL's {@code bin}
 */
record Programs(Path server, Path postgres) {

  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

  /** Returns a command that runs as an ordinary user, because PostgreSQL refuses root. */
  List<String> asOrdinaryUser(List<String> command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    words.addAll(command);
    return words;
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  String postgres(String program) {
    return postgres.resolve(program).toString();
  }

  String zabbixServer() {
    return server.resolve("usr/sbin/zabbix_server").toString();
  }

  /** Returns the value of {@code LD_LIBRARY_PATH}: libraries that this system does not have. */
  String libraries() {
    return server.resolve(LIBRARIES) + ":" + server.resolve("lib/x86_64-linux-gnu");
  }

  /** Returns a file of the database, such as {@code schema}. */
  Path sql(String name) throws IOException {
    Path file = server.resolve("usr/share/zabbix-server-pgsql/" + name + ".sql.gz");
    if (!Files.exists(file)) {
      throw new IOException("there is no " + file);
    }
    return file;
  }
}
