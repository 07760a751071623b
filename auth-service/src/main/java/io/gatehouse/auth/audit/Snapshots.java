package io.gatehouse.auth.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * What a thing looks like from outside, for the record. A view shows no secret, so none gets in.
 */
@ApplicationScoped
public class Snapshots {

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private final ObjectMapper mapper;

  Snapshots(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public Map<String, ?> of(Record view) {
    return mapper.convertValue(view, MEMBERS);
  }
}
