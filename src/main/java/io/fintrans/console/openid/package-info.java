/** Signing in at a provider of OpenID Connect: what it says, and whom that makes of a visitor. */
@NullMarked
package io.fintrans.console.openid;

import org.jspecify.annotations.NullMarked;
