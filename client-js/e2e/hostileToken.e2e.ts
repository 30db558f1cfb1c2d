import { expect, test } from "./hostile/fixtures.js";
import { lieInToken, NO_LIE, TOKEN_LIES } from "./hostile/tokenLies.js";

const JOINS = /^\/v1\/joins/;

test("a broker that signs a true token with another published key is believed", async ({
  hostile,
  links,
  guest,
}) => {
  hostile.tell(await lieInToken(NO_LIE));
  expect(await guest.preview(links.editor)).toBe("ready");
});

test("a broker that signs tokens with a key it does not publish is caught", async ({
  hostile,
  links,
  guest,
}) => {
  hostile.tell(await lieInToken(NO_LIE, false));
  expect(await guest.join(links.editor)).toBe("key_mismatch");
});

for (const [what, lie] of Object.entries(TOKEN_LIES)) {
  test(`a broker whose invite token ${what} is caught before the invite is used`, async ({
    hostile,
    links,
    guest,
  }) => {
    const before = hostile.calls("POST", JOINS);
    hostile.tell(await lieInToken(lie));
    expect(await guest.join(links.editor)).toBe("key_mismatch");
    expect(hostile.calls("POST", JOINS)).toBe(before);
  });
}
