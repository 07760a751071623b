package io.gatehouse.orders.catalog;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The items, by sku. */
@ApplicationScoped
public class Catalog implements PanacheRepositoryBase<CatalogItem, String> {

  /** At most {@code count} items in the order of their sku, beginning behind {@code sku}. */
  @Transactional
  public List<CatalogItem> after(String sku, int count) {
    return find("sku > ?1", Sort.by("sku"), sku).page(0, count).list();
  }

  /** Changes an item; false if there is none. It is committed when this returns. */
  @Transactional
  public boolean change(String sku, String name, Money price) {
    return getEntityManager()
            .createNativeQuery(
                "update catalog_item set name = :name, amount = :amount, currency = :currency"
                    + " where sku = :sku")
            .setParameter("name", name)
            .setParameter("amount", price.amount())
            .setParameter("currency", price.currency())
            .setParameter("sku", sku)
            .executeUpdate()
        == 1;
  }

  /** Those of these items that exist. */
  @Transactional
  public Map<String, CatalogItem> bySku(Collection<String> skus) {
    return find("sku in ?1", skus).stream().collect(toMap(CatalogItem::sku, item -> item));
  }
}
