import Basics
import Browser
import Engine
import Terminal

/// Has the browser hear at once of what others have changed, and of a server that cannot be reached.
func watch(_ engine: any Engine, _ questions: Questions, _ basketStore: BasketStore, _ mailbox: Mailbox<Action>) {
    engine.watch { news in
        switch news {
        case .changed:
            questions.checkForChanges()
            basketStore.checkForChanges()
        case .unreachable(let reason): mailbox.post(.reachable(false, sanitized(reason)))
        case .outdated(let reason): mailbox.post(.notice(sanitized(reason), attention: true))
        case .reachable: mailbox.post(.reachable(true, "The server is back."))
        }
    }
}
