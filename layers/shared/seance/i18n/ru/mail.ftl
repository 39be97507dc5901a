# What stands under a notice in a mail, and the page that ends the mails.
mail-open = Открыть сеанс
mail-open-seance = Открыть Сеанс
mail-withdrawn = Вы больше не идёте
    .text = Вы больше не идёте на «{ $title }», { $when }. Из календаря это тоже уберётся.
mail-why = Вы получили это письмо, потому что пользуетесь «Сеансом».
mail-unsubscribe = Больше не присылать писем
unsubscribe-title = Больше не присылать писем?
unsubscribe-text = Уведомления останутся во входящих на странице. Письма можно снова включить в настройках.
unsubscribe-button = Не присылать
unsubscribe-done = Писем больше не будет
unsubscribe-unknown = Этот адрес ничьих писем не отменяет
