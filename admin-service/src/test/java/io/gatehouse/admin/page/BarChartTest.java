package io.gatehouse.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.page.BarChart.Slot;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarChartTest {

  private static final Instant HOUR = Instant.parse("2026-11-01T10:00:00Z");

  @Test
  void theBusiestSlotFillsTheChartAndOneCallCanBeSeen() {
    BarChart chart =
        BarChart.of(List.of(new Slot(HOUR, 900, 100), new Slot(HOUR.plusSeconds(3600), 1, 0)));
    assertThat(chart.bars().getFirst().badTop()).isZero();
    assertThat(chart.bars().getLast().good()).isEqualTo(2);
    assertThat(chart.admitted()).isEqualTo(901);
    assertThat(chart.refused()).isEqualTo(100);
  }

  @Test
  void sixtySlotsStandSideBySideWithinTheChart() {
    BarChart chart =
        BarChart.of(
            IntStream.range(0, 60)
                .mapToObj(minute -> new Slot(HOUR.plusSeconds(60L * minute), 1, 0))
                .toList());
    BarChart.Bar last = chart.bars().getLast();
    assertThat(last.x() + last.width()).isLessThanOrEqualTo(BarChart.WIDTH);
    assertThat(chart.bars().get(1).x()).isGreaterThan(chart.bars().getFirst().width());
  }

  @Test
  void aDayWithoutUseIsNoChart() {
    assertThat(BarChart.of(List.of(new Slot(HOUR, 0, 0))).unused()).isTrue();
  }
}
