package io.gatehouse.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1"})
  void whatASpreadsheetWouldRunIsText(String formula) {
    assertThat(Csv.field(formula)).startsWith("\"'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"warehouse", "a=b", "", "key.create", "{\"name\":1}"})
  void whatIsTextStaysAsItIs(String text) {
    assertThat(Csv.field(text)).isEqualTo("\"" + text.replace("\"", "\"\"") + "\"");
  }
}
