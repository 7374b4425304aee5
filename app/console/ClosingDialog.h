#pragma once

#include "models/domain/Result.h"

#include <QPointer>

#include <functional>
#include <utility>

namespace streamkeeper {

/// How an edit of the registry ends for the dialog that ordered it: it closes when the registry has taken the
/// edit (`then` comes first), and says why when it has not. The dialog may be gone by then.
template <typename Dialog>
[[nodiscard]] std::function<void(const VoidResult &)> closing(Dialog *dialog, std::function<void()> then = {})
{
    return [guard = QPointer<Dialog>(dialog), then = std::move(then)](const VoidResult &result) {
        if (result && then)
            then();
        if (!guard)
            return;
        if (result)
            guard->accept();
        else
            guard->showFailure(result.error());
    };
}

} // namespace streamkeeper
