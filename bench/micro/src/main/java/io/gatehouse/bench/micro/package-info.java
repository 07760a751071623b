/**
 * What single steps cost, by JMH: the refusal of a text that is no key, and the check of a
 * signature.
 */
@NullMarked
package io.gatehouse.bench.micro;

import org.jspecify.annotations.NullMarked;
