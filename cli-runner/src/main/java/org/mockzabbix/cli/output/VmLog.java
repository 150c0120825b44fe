package org.mockzabbix.cli.output;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The log of the Java virtual machine, which prints warnings on standard output by default. There
 * they would be among the values.
 */
public final class VmLog {

  private static final String DEFAULT = "#0: stdout all=warning uptime,level,tags";

  private VmLog() {}

  /**
   * Moves the log to standard error, unless the user has configured it. Does so on a thread of its
   * own, because loading the management classes takes as long as the start of the server.
   *
   * @param out the output for values; only standard output of the process is shared with the log
   */
  public static void moveAwayFrom(OutputStream out) {
    if (out instanceof FileOutputStream) {
      Thread thread = new Thread(VmLog::moveToStandardError, "mock-zabbix-vm-log");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void moveToStandardError() {
    try {
      if (command("list").contains(DEFAULT)) {
        command("output=stderr", "what=all=warning");
        command("output=stdout", "what=all=off");
      }
    } catch (JMException | RuntimeException | LinkageError otherVirtualMachine) {
      // has no such log or no such command
    }
  }

  private static String command(String... arguments) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    String[] signature = {String[].class.getName()};
    return String.valueOf(server.invoke(commands, "vmLog", new Object[] {arguments}, signature));
  }
}
