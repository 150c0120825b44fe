package org.mockzabbix.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/**
 * What a careless or hostile client might send, from pure noise to packets that are nearly right.
 * The same seed gives the same. Not thread-safe.
 */
final class RandomBytes {

  private static final List<String> REQUESTS =
      Stream.of(RequestKind.values()).map(RequestKind::wireName).toList();

  private static final List<String> NAMES =
      words(
          "data host key value clock ns session id itemid state lastlogsize mtime version"
              + " config_revision host_metadata ip port commands heartbeat_freq request type params"
              + " [history|data] [interface|availability] [discovery|data] [auto|registration] tasks");

  private static final List<String> SCALARS =
      words(
          "\"h1\" \"trap1\" \"p1\" \"7.0.22\" \"6.0.14\" \"\" \"ü😀\" \"\\u0000\" \"\\ud800\" \"1\" \"-1\""
              + " \"0123456789abcdef0123456789abcdef\" 0 1 -1 1.5 1e99 30001 1700000000 2147483648 true"
              + " false null");

  private static final List<String> TOKENS =
      words(
          "{ } [ ] : , \" \\ | \n null 1 \"request\":\"sender|data\" \"data\":[ \"host\":\"h1\""
              + " h1:trap1:v <req><host>aDE=</host> </req> ZBX_GET_ACTIVE_CHECKS GET|/|HTTP/1.1");

  private final Random random;

  RandomBytes(long seed) {
    random = new Random(seed);
  }

  /** Words between spaces, in which a space is written as {@code |}. */
  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).map(word -> word.replace('|', ' ')).toList();
  }

  /** One byte or more. */
  byte[] next() {
    return switch (random.nextInt(8)) {
      case 0 -> noise(1 + random.nextInt(200));
      case 1 -> headerAndNoise();
      case 2 -> frame(flags(), noise(random.nextInt(200)));
      case 3 -> frame(flags(), some(30, () -> oneOf(TOKENS), "").getBytes(UTF_8));
      case 4, 5 -> frame(flags(), request());
      case 6 -> frame(1, damaged(request()));
      default -> damaged(frame(flags(), request()));
    };
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A header with any flags and any lengths, of which half are near the truth. */
  private byte[] headerAndNoise() {
    byte[] body = noise(random.nextInt(200));
    ByteBuffer packet = ByteBuffer.allocate(21 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    packet.put("ZBXD".getBytes(UTF_8));
    packet.put((byte) (random.nextBoolean() ? flags() : random.nextInt()));
    boolean wide = random.nextBoolean();
    for (int i = 0; i < 2; i++) {
      long length = random.nextBoolean() ? body.length + random.nextInt(5) - 2L : random.nextLong();
      packet = wide ? packet.putLong(length) : packet.putInt((int) length);
    }
    byte[] bytes = new byte[packet.put(body).position()];
    packet.flip().get(bytes);
    return bytes;
  }

  private int flags() {
    return oneOf(List.of(1, 1, 1, 3, 3, 5, 7, 0x81, 0xff));
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** As many as {@code most}, or fewer. */
  private String some(int most, Supplier<String> each, String between) {
    return Stream.generate(each)
        .limit(random.nextInt(most + 1))
        .collect(Collectors.joining(between));
  }

  /** A whole packet, compressed if the flags say so. */
  private static byte[] frame(int flags, byte[] body) {
    return PacketWriter.frame(flags, Bytes.of(body)).toArray();
  }

  /** A request of a known name with members of known names, and any values. */
  private byte[] request() {
    String start = "{\"request\":\"" + oneOf(REQUESTS) + "\",";
    String data = random.nextBoolean() ? "\"data\":[" + some(4, this::row, ",") + "]," : "";
    String json = start + data + some(4, this::member, ",") + '}';
    return json.replace(",}", "}").getBytes(UTF_8);
  }

  private String row() {
    String item = "{\"host\":" + oneOf(SCALARS) + ",\"key\":" + oneOf(SCALARS) + ',';
    return (item + some(3, this::member, ",") + '}').replace(",}", "}");
  }

  private String member() {
    return member(3);
  }

  private String member(int depth) {
    return '"' + oneOf(NAMES) + "\":" + value(depth);
  }

  private String value(int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(5);
    return switch (choice) {
      case 1 -> '[' + some(3, () -> value(depth - 1), ",") + ']';
      case 2, 3 -> "[{" + some(4, () -> member(depth - 1), ",") + "}]";
      case 4 -> '{' + some(4, () -> member(depth - 1), ",") + '}';
      default -> oneOf(SCALARS);
    };
  }

  /** The same with one to three bytes changed, left out, or there twice. */
  private byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      damaged = damagedOnce(damaged);
    }
    return damaged;
  }

  private byte[] damagedOnce(byte[] bytes) {
    int place = random.nextInt(bytes.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, place);
    int what = random.nextInt(3);
    if (what == 0) {
      out.write(random.nextInt());
    } else if (what == 1) {
      out.write(bytes, place, 1);
      out.write(bytes, place, 1);
    }
    out.write(bytes, place + 1, bytes.length - place - 1);
    return out.toByteArray();
  }
}
