/** The twenty rows behind Spring Boot's resource server. Owns no rule of its own. */
@NullMarked
package io.gatehouse.bench.spring;

import org.jspecify.annotations.NullMarked;
