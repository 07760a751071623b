/**
 * Order Insights, somebody else's app: draws what a person orders, for as long as they agree.
 *
 * <p>Owns the connections that people made, the calls in their name, and its pages. Knows no
 * password, and nothing of a person but what their consent covers.
 */
@NullMarked
package com.example.insights;

import org.jspecify.annotations.NullMarked;
