package io.gatehouse.guard.revocation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hash of id -> mark and expiry, open addressing over flat arrays: 24 bytes a slot, at most two
 * thirds full, so a million entries take about 50 MB and no object each.
 *
 * <p>Any number of threads read without a lock; writers hold the monitor. Nothing is removed in
 * place: {@link #dropExpired} builds a new table, so that a reader never misses an entry that
 * moved.
 */
final class RevokedSet {

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int SMALLEST = 1 << 10;

  private static final class Table {
    final long[] high;
    final long[] low;

    /** Unsigned seconds. */
    final int[] mark;

    /** Unsigned seconds. */
    final int[] end;

    int used;

    Table(int capacity) {
      high = new long[capacity];
      low = new long[capacity];
      mark = new int[capacity];
      end = new int[capacity];
    }

    /** The slot of this id, or the free one where it would go. */
    int slot(long h, long l) {
      int mask = high.length - 1;
      int i = (int) (h ^ (h >>> 32)) & mask;
      while (true) {
        long found = (long) LONGS.getAcquire(high, i);
        if (found == 0 || (found == h && low[i] == l)) {
          return i;
        }
        i = (i + 1) & mask;
      }
    }

    void put(long h, long l, int newMark, int newEnd) {
      int i = slot(h, l);
      if (high[i] == 0) {
        low[i] = l;
        mark[i] = newMark;
        end[i] = newEnd;
        used++;
        // Last, and with release: who sees the id sees its mark.
        LONGS.setRelease(high, i, h);
        return;
      }
      // A mark only ever rises: an older record that comes late must not let anything back in.
      if (Integer.compareUnsigned(newMark, mark[i]) > 0) {
        INTS.setRelease(mark, i, newMark);
      }
      if (Integer.compareUnsigned(newEnd, end[i]) > 0) {
        end[i] = newEnd;
      }
    }
  }

  private volatile Table table = new Table(SMALLEST);

  /** The second before which credentials of this id are refused; 0 when there is no entry. */
  long mark(IdHash.Value id) {
    Table t = table;
    int i = t.slot(id.high(), id.low());
    return (long) LONGS.getAcquire(t.high, i) == 0
        ? 0
        : Integer.toUnsignedLong((int) INTS.getAcquire(t.mark, i));
  }

  synchronized void put(IdHash.Value id, long issuedBefore, long expiresAt) {
    room().put(id.high(), id.low(), (int) issuedBefore, (int) expiresAt);
  }

  private Table room() {
    if ((table.used + 1) * 3L > table.high.length * 2L) {
      table = copy(table, table.high.length * 2, 0);
    }
    return table;
  }

  /** Takes over all entries of another set that used the same hash. */
  synchronized void putAll(RevokedSet other) {
    Table from = other.table;
    int wanted = capacityFor(Math.max(table.used, from.used));
    if (wanted > table.high.length) {
      table = copy(table, wanted, 0);
    }
    for (int i = 0; i < from.high.length; i++) {
      if (from.high[i] != 0) {
        room().put(from.high[i], from.low[i], from.mark[i], from.end[i]);
      }
    }
  }

  /** Forgets entries that ended at or before this second; returns how many. */
  synchronized int dropExpired(long now) {
    Table t = table;
    int expired = 0;
    for (int i = 0; i < t.high.length; i++) {
      if (t.high[i] != 0 && Integer.toUnsignedLong(t.end[i]) <= now) {
        expired++;
      }
    }
    if (expired > 0) {
      table = copy(t, capacityFor(t.used - expired), now);
    }
    return expired;
  }

  int size() {
    return table.used;
  }

  /** Bytes held by the table, but for the few of its headers. */
  long bytes() {
    return table.high.length * 24L;
  }

  private static int capacityFor(int entries) {
    int capacity = SMALLEST;
    while (entries * 3L > capacity * 2L) {
      capacity *= 2;
    }
    return capacity;
  }

  private static Table copy(Table from, int capacity, long now) {
    Table to = new Table(Math.max(capacity, SMALLEST));
    for (int i = 0; i < from.high.length; i++) {
      if (from.high[i] != 0 && Integer.toUnsignedLong(from.end[i]) > now) {
        to.put(from.high[i], from.low[i], from.mark[i], from.end[i]);
      }
    }
    return to;
  }
}
