package org.mockzabbix.scenario;

import java.util.List;
import java.util.Map;

/** A part of a scenario as it was written, with the line it stands on. */
sealed interface Node {

  /** The line in the file, from 1. */
  int line();

  /** What it is, for an error text. */
  String kind();

  /** A text, number, truth value or nothing, as it was spelled. */
  record Scalar(String text, Type type, int line) implements Node {

    /** What a scalar looks like; YAML writes most things without quotes. */
    enum Type {
      TEXT("a text"),
      NUMBER("a number"),
      TRUTH("true or false"),
      NOTHING("nothing");

      private final String words;

      Type(String words) {
        this.words = words;
      }
    }

    @Override
    public String kind() {
      return type == Type.NOTHING ? type.words : type.words + " (" + text + ")";
    }
  }

  /** A list. */
  record Items(List<Node> nodes, int line) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Named fields, in their order. */
  record Fields(Map<String, Node> byName, Map<String, Integer> lines, int line) implements Node {

    @Override
    public String kind() {
      return "an object";
    }
  }
}
