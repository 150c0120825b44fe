package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.mockzabbix.setting.Setting;
import picocli.CommandLine.TypeConversionException;

class OptionConvertersTest {

  @Test
  void validText_isTheText() {
    Setting<?> setting = Setting.ofServer("maxPacketSize");

    assertEquals("64K", OptionConverters.validText(setting, "64K"));
  }

  @Test
  void validText_checksTheRangeToo() {
    Setting<?> setting = Setting.ofServer("maxPacketSize");

    TypeConversionException invalid =
        assertThrows(
            TypeConversionException.class, () -> OptionConverters.validText(setting, "2G"));

    assertEquals("maxPacketSize must be from 1 byte to 1G, but was 2G", invalid.getMessage());
  }

  @Test
  void path_isNotEmpty() {
    TypeConversionException invalid =
        assertThrows(TypeConversionException.class, () -> OptionConverters.path(""));

    assertEquals("must be a path, but was \"\"", invalid.getMessage());
  }

  @Test
  void path_namesWhatIsInvalid() {
    TypeConversionException invalid =
        assertThrows(TypeConversionException.class, () -> OptionConverters.path("a\0b"));

    assertEquals(
        "\"a\\u0000b\" is not a valid path: Nul character not allowed", invalid.getMessage());
  }
}
