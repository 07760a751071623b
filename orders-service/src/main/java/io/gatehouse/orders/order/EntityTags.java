package io.gatehouse.orders.order;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Entity tags of orders and the two conditions that name them (RFC 9110 §8.8.3, §13.1). Anything
 * that is not one of our tags simply does not match, so there is no way to send a bad one.
 */
final class EntityTags {

  private EntityTags() {}

  static String of(Order order) {
    return "\"" + order.version() + "\"";
  }

  /** If-None-Match, by weak comparison: whether the client has this version already. */
  static boolean known(List<String> ifNoneMatch, String tag) {
    return members(ifNoneMatch)
        .map(member -> member.startsWith("W/") ? member.substring(2) : member)
        .anyMatch(member -> member.equals("*") || member.equals(tag));
  }

  /** If-Match, by strong comparison: whether the client means this version. */
  static boolean meant(List<String> ifMatch, String tag) {
    return members(ifMatch).anyMatch(member -> member.equals("*") || member.equals(tag));
  }

  private static Stream<String> members(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(String::strip);
  }
}
