/// Sessions and their members: the rules of creating, joining and leaving.
@NullMarked
package dev.latchkey.broker.session;

import org.jspecify.annotations.NullMarked;
