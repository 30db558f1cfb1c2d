import type { CloseInfo, Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
import { frameWords } from "../../src/words/en/frame.js";
import { copyOf, saveCopyOf } from "../surfaces/copies.js";
import { client, dropOpened } from "../brokerClient.js";
import type { Action, Problem } from "../../src/elements/problem.js";
import { navigate } from "../router.js";

export function notOnThisDevice(): Problem {
  return { ...sessionWords().notHere, actions: [home()], details: "not_member" };
}

/** Why a session is over on this device, and what stays. */
export function closedProblem(session: Session, closed: CloseInfo): Problem {
  const words = sessionWords();
  const forget: Action = {
    label: words.forget,
    run: () => {
      void client.forget(session.id).then(() => {
        dropOpened(session.id);
        navigate({ type: "start" });
      });
    },
  };
  const copy = saveACopy(session);
  const stays = copy.length === 0 ? words.keysStay : words.contentStays;
  const actions = [...copy, forget, home()];
  switch (closed.reason) {
    case "removed":
      return {
        title: words.removed.title(hostOf(session, closed) ?? words.aHost),
        text: words.removed.text(stays),
        actions,
      };
    case "ended":
      return {
        title: endedBy(session, closed),
        text: words.ended.text(stays),
        actions: [...copy, ledgerOf(session), forget, home()],
      };
    case "moved":
      return { ...words.moved, actions: [home()] };
    case "left":
      return { ...words.left, actions: [home()] };
    case "not_found":
      return {
        title: words.notFound.title,
        text: words.notFound.text(stays),
        actions,
        details: "not_found",
      };
    case "dishonest_broker":
      return { ...words.dishonest, actions: [home()], details: closed.message };
  }
}

function endedBy(session: Session, closed: CloseInfo): string {
  const { ended, aHost } = sessionWords();
  return closed.by === session.self.id
    ? ended.byYou
    : ended.title(hostOf(session, closed) ?? aHost);
}

/** The name of who did it; null if it is not known here. */
function hostOf({ members }: Session, { by }: CloseInfo): string | null {
  const host = members.list().find(({ id }) => id === by);
  return host === undefined || host.name === "" ? null : host.name;
}

/** Nothing if this page has shown nothing of what is shared. */
function saveACopy(session: Session): readonly Action[] {
  return copyOf(session) === ""
    ? []
    : [
        {
          label: sessionWords().saveCopy,
          primary: true,
          run: () => {
            saveCopyOf(session);
          },
        },
      ];
}

/** It outlives the session for a while. */
function ledgerOf({ id }: Session): Action {
  return {
    label: sessionWords().ledger,
    run: () => {
      navigate({ type: "ledger", sid: id });
    },
  };
}

function home(): Action {
  return {
    label: frameWords().toStart,
    run: () => {
      navigate({ type: "start" });
    },
  };
}
