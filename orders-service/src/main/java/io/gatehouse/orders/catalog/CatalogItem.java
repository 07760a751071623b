package io.gatehouse.orders.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** One thing that can be bought. Changed by {@link Catalog#change}, never through this. */
@Entity
@Immutable
@Table(name = "catalog_item")
public class CatalogItem {

  @Id private String sku;

  @Column(nullable = false)
  private String name;

  @Embedded private Money price;

  @SuppressWarnings("NullAway") // filled by Hibernate
  protected CatalogItem() {}

  public String sku() {
    return sku;
  }

  public String name() {
    return name;
  }

  public Money price() {
    return price;
  }
}
