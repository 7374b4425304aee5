<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AddressRule</name>
    <message>
        <source>Between %1 and the host belong a colon and two slashes: %1://</source>
        <translation>Между %1 и хостом ставят двоеточие и две косые черты: %1://</translation>
    </message>
    <message>
        <source>The address has no scheme. Write rtsp:// in front of it.</source>
        <translation>В адресе нет схемы. Поставьте перед ним rtsp://.</translation>
    </message>
    <message>
        <source>%1:// is what some players write to choose a transport. Write rtsp:// instead.</source>
        <translation>%1:// — так некоторые проигрыватели выбирают транспорт. Напишите rtsp://.</translation>
    </message>
    <message>
        <source>onvif:// leads to the settings of a camera and not to a stream. Enter the rtsp:// address that the camera tells for a profile.</source>
        <translation>onvif:// ведёт к настройкам камеры, а не к потоку. Введите адрес rtsp://, который камера сообщает для профиля.</translation>
    </message>
    <message>
        <source>The address has to begin with rtsp:// or rtsps://.</source>
        <translation>Адрес должен начинаться с rtsp:// или rtsps://.</translation>
    </message>
    <message>
        <source>The address begins with two schemes. Leave one of them out.</source>
        <translation>Адрес начинается с двух схем. Уберите одну из них.</translation>
    </message>
    <message>
        <source>It cannot be told where the password ends and the host begins. Write @ as %40, / as %2F, ? as %3F and # as %23 where they do not divide the address.</source>
        <translation>Нельзя понять, где кончается пароль и начинается хост. Пишите @ как %40, / как %2F, ? как %3F и # как %23 там, где они не разделяют адрес.</translation>
    </message>
    <message>
        <source>User or password is a placeholder. Enter the real one.</source>
        <translation>Вместо имени пользователя или пароля стоит заглушка. Введите настоящие.</translation>
    </message>
    <message>
        <source>Write / instead of \.</source>
        <translation>Пишите / вместо \.</translation>
    </message>
    <message>
        <source>Write an IPv6 address in brackets, like rtsp://[2001:db8::10]:554/</source>
        <translation>Пишите адрес IPv6 в скобках, например rtsp://[2001:db8::10]:554/</translation>
    </message>
    <message>
        <source>Write a blank as %20.</source>
        <translation>Пробел пишите как %20.</translation>
    </message>
    <message>
        <source>The address is not a valid URL.</source>
        <translation>Адрес не является правильным URL.</translation>
    </message>
    <message>
        <source>The address is longer than %1 characters.</source>
        <translation>Адрес слишком длинный (допустимо символов: %1).</translation>
    </message>
    <message>
        <source>Enter the address of the stream.</source>
        <translation>Введите адрес потока.</translation>
    </message>
    <message>
        <source>Enter user and password again instead of •••.</source>
        <translation>Введите имя и пароль ещё раз вместо •••.</translation>
    </message>
    <message>
        <source>Enter the hidden parts of the address (•••) again.</source>
        <translation>Введите скрытые части адреса (•••) ещё раз.</translation>
    </message>
    <message>
        <source>User or password hold characters that mean something else in an address; they are kept encoded.</source>
        <translation>В имени пользователя или пароле есть знаки, которые в адресе значат другое; они хранятся закодированными.</translation>
    </message>
    <message>
        <source>Delete the blank in front of the path.</source>
        <translation>Удалите пробел перед путём.</translation>
    </message>
    <message>
        <source>User and password are stored for %1, and would go to %2 now. Type them anew, or say that they may go there.</source>
        <translation>Имя и пароль сохранены для %1, а теперь ушли бы на %2. Введите их заново или укажите, что они могут уйти туда.</translation>
    </message>
</context>
<context>
    <name>AdoptionTexts</name>
    <message>
        <source>channel %1 of %2</source>
        <translation>канал %1, %2</translation>
    </message>
    <message>
        <source>by address: %1</source>
        <translation>по адресу: %1</translation>
    </message>
    <message>
        <source>by address: %1, %2 and %3</source>
        <translation>по адресу: %1, %2 и %3</translation>
    </message>
    <message>
        <source>by the server: it names one camera for %1 and %2</source>
        <translation>по серверу: он называет одну камеру для %1 и %2</translation>
    </message>
    <message>
        <source>by name: %1 and %2</source>
        <translation>по имени: %1 и %2</translation>
    </message>
    <message>
        <source>by resolution: %1 and %2</source>
        <translation>по разрешению: %1 и %2</translation>
    </message>
    <message>
        <source>by hand: %1 and %2</source>
        <translation>вручную: %1 и %2</translation>
    </message>
</context>
<context>
    <name>AlarmTexts</name>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 не отвечает</translation>
    </message>
    <message>
        <source>%1 of %2 streams lost together: %3</source>
        <translation>Потеряны вместе потоки, %1 из %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) lost, with nothing in common</source>
        <translation>
            <numerusform>Потерян %n поток без общей причины</numerusform>
            <numerusform>Потеряны %n потока без общей причины</numerusform>
            <numerusform>Потеряно %n потоков без общей причины</numerusform>
        </translation>
    </message>
    <message>
        <source>Disk %1 is %2 % full</source>
        <translation>Диск %1 заполнен на %2 %</translation>
    </message>
    <message>
        <source>The link to %1 is about to end</source>
        <translation>Скоро закончится ссылка на %1</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Root cause</source>
        <translation>Общая причина</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Хранилище</translation>
    </message>
    <message>
        <source>Share link</source>
        <translation>Ссылка</translation>
    </message>
</context>
<context>
    <name>AuditEntry</name>
    <message>
        <source>high</source>
        <translation>высокое</translation>
    </message>
    <message>
        <source>low</source>
        <translation>низкое</translation>
    </message>
</context>
<context>
    <name>CameraPairEdits</name>
    <message>
        <source>Somebody else has changed the streams of the camera meanwhile. Look again.</source>
        <translation>Кто-то тем временем изменил потоки камеры. Посмотрите ещё раз.</translation>
    </message>
</context>
<context>
    <name>CameraTexts</name>
    <message>
        <source>Empty</source>
        <comment>camera status: no stream</comment>
        <translation>Пустая</translation>
    </message>
    <message>
        <source>Initialization</source>
        <comment>camera status</comment>
        <translation>Инициализация</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>camera status</comment>
        <translation>Активна</translation>
    </message>
    <message>
        <source>Partially active</source>
        <comment>camera status</comment>
        <translation>Частично активна</translation>
    </message>
    <message>
        <source>Inactive</source>
        <comment>camera status</comment>
        <translation>Неактивна</translation>
    </message>
    <message>
        <source>The camera has no stream with an address.</source>
        <translation>У камеры нет потока с адресом.</translation>
    </message>
    <message>
        <source>The media server has not told of every stream yet.</source>
        <translation>Медиасервер ещё не сообщил обо всех потоках.</translation>
    </message>
    <message>
        <source>Every stream of the camera works.</source>
        <translation>Все потоки камеры работают.</translation>
    </message>
    <message>
        <source>One stream of the camera works, the other one does not.</source>
        <translation>Один поток камеры работает, другой нет.</translation>
    </message>
    <message>
        <source>No stream of the camera works.</source>
        <translation>Ни один поток камеры не работает.</translation>
    </message>
    <message>
        <source>Idle, on demand</source>
        <comment>camera status</comment>
        <translation>Ждёт зрителей</translation>
    </message>
    <message>
        <source>Its server pulls the camera only while somebody watches, and nobody does.</source>
        <translation>Сервер забирает поток камеры, только пока кто-то смотрит, а сейчас не смотрит никто.</translation>
    </message>
    <message>
        <source>(low)</source>
        <comment>end of the name of a camera that is split off</comment>
        <translation>(низкое)</translation>
    </message>
    <message>
        <source>Select a stream first.</source>
        <translation>Сначала выберите поток.</translation>
    </message>
    <message>
        <source>The stream is not in the registry. Adopt it first.</source>
        <translation>Потока нет в реестре. Сначала примите его.</translation>
    </message>
    <message>
        <source>An operation is under way on one of the streams. Wait until it has ended.</source>
        <translation>С одним из потоков выполняется операция. Дождитесь её окончания.</translation>
    </message>
    <message>
        <source>The camera has one stream: there is nothing to split.</source>
        <translation>У камеры один поток: разделять нечего.</translation>
    </message>
    <message>
        <source>Select streams of one camera.</source>
        <translation>Выберите потоки одной камеры.</translation>
    </message>
    <message>
        <source>Select two streams, one high and one low, of two cameras.</source>
        <translation>Выберите два потока двух камер: высокого и низкого качества.</translation>
    </message>
    <message>
        <source>The two streams are of one camera already.</source>
        <translation>Эти потоки уже принадлежат одной камере.</translation>
    </message>
    <message>
        <source>One of the cameras has both streams already. Split it first.</source>
        <translation>У одной из камер уже оба потока. Сначала разделите её.</translation>
    </message>
    <message>
        <source>One of the cameras has no stream.</source>
        <translation>У одной из камер нет потока.</translation>
    </message>
    <message>
        <source>Both streams are of the same quality: a camera has one high and one low stream.</source>
        <translation>Оба потока одного качества: у камеры один поток высокого и один низкого качества.</translation>
    </message>
    <message>
        <source>External access of the two cameras differs, and the media servers are not asked here. Make it the same first.</source>
        <translation>Внешний доступ у камер разный, а медиасерверы здесь не запрашиваются. Сначала сделайте его одинаковым.</translation>
    </message>
    <message>
        <source>One of the cameras is kept by provisioning, the other one is not.</source>
        <translation>Одна из камер ведётся автоматически, другая — нет.</translation>
    </message>
</context>
<context>
    <name>ClusterRepository</name>
    <message>
        <source>Each media server can be in a cluster only once.</source>
        <translation>Каждый медиасервер может входить в кластер только один раз.</translation>
    </message>
    <message>
        <source>A media server of the cluster is not in the registry any more.</source>
        <translation>Одного из медиасерверов кластера больше нет в реестре.</translation>
    </message>
    <message>
        <source>The media server %1 is in the cluster %2 already. A server can be in one cluster only.</source>
        <translation>Медиасервер %1 уже входит в кластер %2. Сервер может входить только в один кластер.</translation>
    </message>
    <message>
        <source>A cluster has a main server and at least one additional server.</source>
        <translation>В кластере есть основной сервер и хотя бы один дополнительный.</translation>
    </message>
    <message>
        <source>There is already a cluster named %1.</source>
        <translation>Кластер с именем %1 уже есть.</translation>
    </message>
    <message>
        <source>The cluster %1 was changed by somebody else meanwhile. Nothing was saved: look at the new settings and enter yours again.</source>
        <translation>Кластер %1 тем временем изменил кто-то другой. Ничего не сохранено: посмотрите новые настройки и введите свои ещё раз.</translation>
    </message>
    <message>
        <source>A server group cannot be below itself.</source>
        <translation>Группа серверов не может быть вложена сама в себя.</translation>
    </message>
    <message>
        <source>The parent group does not exist any more.</source>
        <translation>Родительской группы больше нет.</translation>
    </message>
    <message>
        <source>There is already a server group named %1.</source>
        <translation>Группа серверов с именем %1 уже есть.</translation>
    </message>
    <message>
        <source>The server group %1 was changed by somebody else meanwhile. Nothing was saved: look at the new settings and enter yours again.</source>
        <translation>Группу серверов %1 тем временем изменил кто-то другой. Ничего не сохранено: посмотрите новые настройки и введите свои ещё раз.</translation>
    </message>
    <message>
        <source>A cluster of the group does not exist any more, or is named twice.</source>
        <translation>Одного из кластеров группы больше нет, или он назван дважды.</translation>
    </message>
</context>
<context>
    <name>ClusterRules</name>
    <message>
        <source>Enter a name for the cluster.</source>
        <translation>Введите имя кластера.</translation>
    </message>
    <message>
        <source>There is already a cluster named %1.</source>
        <translation>Кластер с именем %1 уже есть.</translation>
    </message>
    <message>
        <source>Choose the main server of the cluster.</source>
        <translation>Выберите основной сервер кластера.</translation>
    </message>
    <message>
        <source>Choose at least one additional server.</source>
        <translation>Выберите хотя бы один дополнительный сервер.</translation>
    </message>
    <message>
        <source>Each media server can be in a cluster only once.</source>
        <translation>Каждый медиасервер может входить в кластер только один раз.</translation>
    </message>
    <message>
        <source>A media server of the cluster is in the cluster %1 already.</source>
        <translation>Один из медиасерверов уже входит в кластер %1.</translation>
    </message>
    <message>
        <source>Enter a name for the server group.</source>
        <translation>Введите имя группы серверов.</translation>
    </message>
    <message>
        <source>There is already a server group named %1.</source>
        <translation>Группа серверов с именем %1 уже есть.</translation>
    </message>
    <message>
        <source>A server group cannot be below itself.</source>
        <translation>Группа серверов не может быть вложена сама в себя.</translation>
    </message>
    <message>
        <source>%1 overlaps %2 of the server group %3: where both match, the longer prefix decides.</source>
        <translation>%1 пересекается с %2 группы серверов %3: где подходят обе, решает более длинный префикс.</translation>
    </message>
</context>
<context>
    <name>ColumnMapping</name>
    <message>
        <source>The column %1 stands in the header twice.</source>
        <translation>Столбец %1 стоит в заголовке дважды.</translation>
    </message>
    <message numerus="yes">
        <source>The mapping names %n column(s) that the file does not have: %1.</source>
        <translation>
            <numerusform>В соответствии указан %n столбец, которого в файле нет: %1.</numerusform>
            <numerusform>В соответствии указано %n столбца, которых в файле нет: %1.</numerusform>
            <numerusform>В соответствии указано %n столбцов, которых в файле нет: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 are both mapped to “%3”. One column has to be left out.</source>
        <translation>И %1, и %2 обозначены как «%3». Один из столбцов нужно исключить.</translation>
    </message>
    <message>
        <source>Say which column is the name of the camera, or its IP address.</source>
        <translation>Укажите, в каком столбце название камеры или её IP-адрес.</translation>
    </message>
    <message>
        <source>Say which column is the address of a stream, or the IP address of the camera.</source>
        <translation>Укажите, в каком столбце адрес потока или IP-адрес камеры.</translation>
    </message>
    <message>
        <source>The mapping has too many columns.</source>
        <translation>В соответствии слишком много столбцов.</translation>
    </message>
    <message>
        <source>The mapping of the column %1 is unknown. Known are: %2.</source>
        <translation>Обозначение столбца %1 неизвестно. Известны: %2.</translation>
    </message>
    <message>
        <source>The mapping is larger than 1 MB: this is no mapping of columns.</source>
        <translation>Файл больше 1 МБ: это не соответствие столбцов.</translation>
    </message>
    <message>
        <source>The mapping is not JSON: %1 at byte %2.</source>
        <translation>Соответствие записано не в JSON: %1, байт %2.</translation>
    </message>
    <message>
        <source>This is JSON, but no mapping of columns.</source>
        <translation>Это JSON, но не соответствие столбцов.</translation>
    </message>
    <message>
        <source>Write the column, = and what it is: &quot;Device Name=camera&quot;.</source>
        <translation>Напишите столбец, знак = и что в нём: &quot;Device Name=camera&quot;.</translation>
    </message>
    <message>
        <source>Say which column is the address of a stream, or of which maker the cameras are, so that addresses can be proposed.</source>
        <translation>Укажите, в каком столбце адрес потока или какого производителя камеры, чтобы можно было предложить адреса.</translation>
    </message>
    <message>
        <source>The mapping names a maker that is not known: %1.</source>
        <translation>В соответствии указан неизвестный производитель: %1.</translation>
    </message>
</context>
<context>
    <name>ConsoleOptions</name>
    <message>
        <source>Console for the operators of large video surveillance networks</source>
        <translation>Консоль для операторов крупных сетей видеонаблюдения</translation>
    </message>
    <message>
        <source>Open another registry.</source>
        <translation>Открыть другой реестр.</translation>
    </message>
    <message>
        <source>Start a demo fleet with real video and look at it.</source>
        <translation>Запустить демонстрационную сеть с настоящим видео и посмотреть на неё.</translation>
    </message>
    <message>
        <source>Save a picture of the window and quit.</source>
        <translation>Сохранить изображение окна и выйти.</translation>
    </message>
    <message>
        <source>Write all visible text and quit.</source>
        <translation>Записать весь видимый текст и выйти.</translation>
    </message>
    <message>
        <source>When to do so (default 5).</source>
        <translation>Когда это сделать (по умолчанию 5).</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light (светлая), dark (тёмная) или system (как в системе).</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>Лишний аргумент: %1</translation>
    </message>
    <message>
        <source>--after takes a number of seconds.</source>
        <translation>--after принимает число секунд.</translation>
    </message>
    <message>
        <source>--theme takes light, dark or system.</source>
        <translation>--theme принимает light, dark или system.</translation>
    </message>
    <message>
        <source>--demo has a registry of its own; leave --registry out.</source>
        <translation>У --demo свой реестр; уберите --registry.</translation>
    </message>
</context>
<context>
    <name>CopyCells</name>
    <message>
        <source>Copy cell</source>
        <translation>Копировать ячейку</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Copy rows with headers</source>
        <translation>Копировать строки с заголовками</translation>
    </message>
</context>
<context>
    <name>CsvReader</name>
    <message>
        <source>A quotation mark that is opened here is not closed properly (noticed in line %1). A quotation mark inside a cell is written twice.</source>
        <translation>Открытая здесь кавычка не закрыта как следует (замечено в строке %1). Кавычка внутри ячейки пишется дважды.</translation>
    </message>
    <message>
        <source>The quotation marks of this line do not match. A quotation mark inside a cell is written twice.</source>
        <translation>Кавычки в этой строке не сходятся. Кавычка внутри ячейки пишется дважды.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Файл пуст.</translation>
    </message>
    <message>
        <source>This is a workbook, not a CSV file. Save it in the spreadsheet program as &quot;CSV UTF-8&quot; and import that file.</source>
        <translation>Это книга электронных таблиц, а не файл CSV. Сохраните её в программе таблиц как «CSV UTF-8» и импортируйте тот файл.</translation>
    </message>
    <message>
        <source>The file says that it is UTF-16, but it is damaged. Save it as &quot;CSV UTF-8&quot; and import it again.</source>
        <translation>Файл помечен как UTF-16, но повреждён. Сохраните его как «CSV UTF-8» и импортируйте снова.</translation>
    </message>
    <message>
        <source>Line %1 holds a NUL byte: this is no text, or text in UTF-16 without a mark. Save it as &quot;CSV UTF-8&quot; and import it again.</source>
        <translation>В строке %1 есть нулевой байт: это не текст или текст в UTF-16 без метки. Сохраните файл как «CSV UTF-8» и импортируйте снова.</translation>
    </message>
    <message>
        <source>Line %1 is not UTF-8. The file is probably in a national encoding such as Windows-1251 or Latin-1, which cannot be told apart safely. Save it as &quot;CSV UTF-8&quot; and import it again.</source>
        <translation>Строка %1 не в UTF-8. Вероятно, файл в национальной кодировке, например Windows-1251 или Latin-1; надёжно отличить их друг от друга нельзя. Сохраните файл как «CSV UTF-8» и импортируйте снова.</translation>
    </message>
    <message>
        <source>The header, line %1, cannot be read: %2</source>
        <translation>Заголовок (строка %1) не читается: %2</translation>
    </message>
    <message>
        <source>The line has %1 cells, the header %2. A cell that holds the separator has to stand in quotation marks.</source>
        <translation>В строке ячеек: %1, в заголовке: %2. Ячейку с разделителем внутри нужно заключить в кавычки.</translation>
    </message>
</context>
<context>
    <name>DeviceEdits</name>
    <message>
        <source>Enter the MAC address of the device.</source>
        <translation>Введите MAC-адрес устройства.</translation>
    </message>
    <message>
        <source>Enter the serial number of the device.</source>
        <translation>Введите серийный номер устройства.</translation>
    </message>
    <message>
        <source>Told anew.</source>
        <translation>Сообщено заново.</translation>
    </message>
    <message>
        <source>New device.</source>
        <translation>Новое устройство.</translation>
    </message>
    <message>
        <source>No camera has the device %1, so that it cannot be replaced.</source>
        <translation>Устройство %1 не принадлежит ни одной камере, поэтому заменить его нельзя.</translation>
    </message>
    <message>
        <source>More than one camera is called %1. Name the MAC address of the device that is replaced.</source>
        <translation>Камер с именем %1 несколько. Укажите MAC-адрес заменяемого устройства.</translation>
    </message>
    <message>
        <source>No camera is called %1, so that its device cannot be replaced.</source>
        <translation>Нет камеры с именем %1, поэтому её устройство заменить нельзя.</translation>
    </message>
    <message>
        <source>%1 was added manually: change the addresses of its streams instead.</source>
        <translation>Камера %1 добавлена вручную: вместо этого измените адреса её потоков.</translation>
    </message>
    <message>
        <source>There is no server group called %1.</source>
        <translation>Нет группы серверов с именем %1.</translation>
    </message>
    <message>
        <source>%1 has the MAC address %2 already, and was added manually.</source>
        <translation>MAC-адрес %2 уже у камеры %1, добавленной вручную.</translation>
    </message>
    <message>
        <source>Replaced by %1.</source>
        <translation>Заменено устройством %1.</translation>
    </message>
    <message>
        <source>It takes the place of %1.</source>
        <translation>Заменяет %1.</translation>
    </message>
    <message>
        <source>Attached to a camera.</source>
        <translation>Стало камерой.</translation>
    </message>
    <message>
        <source>Enter the IP address of the device.</source>
        <translation>Введите IP-адрес устройства.</translation>
    </message>
    <message>
        <source>There is no network device with the MAC address %1.</source>
        <translation>Нет сетевого устройства с MAC-адресом %1.</translation>
    </message>
    <message>
        <source>%1 is the address of the device %2 already.</source>
        <translation>%1 — уже адрес устройства %2.</translation>
    </message>
    <message>
        <source>It got the address %1.</source>
        <translation>Получило адрес %1.</translation>
    </message>
    <message>
        <source>Provisioning is switched off.</source>
        <translation>Автонастройка выключена.</translation>
    </message>
    <message>
        <source>%1 is the device of the camera %2. Delete the camera first.</source>
        <translation>%1 — устройство камеры %2. Сначала удалите камеру.</translation>
    </message>
    <message>
        <source>The DHCP server still keeps %1 for %2. It is released as soon as the DHCP server can be asked.</source>
        <translation>DHCP-сервер ещё держит %1 для %2. Адрес освободится, как только DHCP-сервер ответит.</translation>
    </message>
    <message>
        <source>auto → manual</source>
        <translation>авто → вручную</translation>
    </message>
    <message>
        <source>manual → auto</source>
        <translation>вручную → авто</translation>
    </message>
    <message>
        <source>Only cameras that were added automatically can be switched.</source>
        <translation>Переключать можно только камеры, добавленные автоматически.</translation>
    </message>
    <message>
        <source>on</source>
        <translation>вкл.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выкл.</translation>
    </message>
    <message>
        <source>%1 is the device of %2 already.</source>
        <translation>%1 — уже устройство камеры %2.</translation>
    </message>
    <message>
        <source>Another account was told.</source>
        <translation>Сообщена другая учётная запись.</translation>
    </message>
</context>
<context>
    <name>DevicePlace</name>
    <message>
        <source>This is no address of a device. Examples: 192.0.2.10, camera.example:8080, https://192.0.2.10/onvif/device_service</source>
        <translation>Это не адрес устройства. Примеры: 192.0.2.10, camera.example:8080, https://192.0.2.10/onvif/device_service</translation>
    </message>
    <message>
        <source>The address holds a user or a password; they are given apart from it.</source>
        <translation>В адресе есть пользователь или пароль; они указываются отдельно.</translation>
    </message>
</context>
<context>
    <name>DeviceRepository</name>
    <message>
        <source>There is a device with the MAC address %1 already.</source>
        <translation>Устройство с MAC-адресом %1 уже есть.</translation>
    </message>
    <message>
        <source>The camera is that of the device %1 already.</source>
        <translation>Камера уже принадлежит устройству %1.</translation>
    </message>
    <message>
        <source>The device %1 was changed by somebody else meanwhile.</source>
        <translation>Устройство %1 тем временем изменил кто-то другой.</translation>
    </message>
    <message>
        <source>The device was changed by somebody else meanwhile. Nothing was removed.</source>
        <translation>Устройство тем временем изменил кто-то другой. Ничего не убрано.</translation>
    </message>
</context>
<context>
    <name>DeviceState</name>
    <message>
        <source>The streams of %1 are kept by automatic provisioning. Switch the camera to manual first.</source>
        <translation>Потоками камеры %1 управляет автонастройка. Сначала переключите камеру на ручной режим.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has just got its IP address. Streams can be added by hand in %n minute(s).</source>
        <translation>
            <numerusform>Камера %1 только что получила IP-адрес. Добавить поток вручную можно через %n минуту.</numerusform>
            <numerusform>Камера %1 только что получила IP-адрес. Добавить поток вручную можно через %n минуты.</numerusform>
            <numerusform>Камера %1 только что получила IP-адрес. Добавить поток вручную можно через %n минут.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceTexts</name>
    <message>
        <source>No camera</source>
        <translation>Не камера</translation>
    </message>
    <message>
        <source>Waits for an address</source>
        <translation>Ждёт адреса</translation>
    </message>
    <message>
        <source>Reserving its address</source>
        <translation>Резервируется адрес</translation>
    </message>
    <message>
        <source>Making streams</source>
        <translation>Создаются потоки</translation>
    </message>
    <message>
        <source>Releasing its address</source>
        <translation>Освобождается адрес</translation>
    </message>
    <message>
        <source>Tried again soon</source>
        <translation>Скоро повтор</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Вручную</translation>
    </message>
    <message>
        <source>Provisioning is off</source>
        <translation>Автонастройка выключена</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>В эфире</translation>
    </message>
    <message>
        <source>It becomes a camera by the order attach_camera, or by Attach.</source>
        <translation>Станет камерой по заявке attach_camera или кнопкой «Подключить».</translation>
    </message>
    <message>
        <source>The DHCP server is asked for it every few seconds.</source>
        <translation>DHCP-сервер опрашивается каждые несколько секунд.</translation>
    </message>
    <message>
        <source>No DHCP server is asked here: the address comes by the inlet, by the command line, or by Enter address.</source>
        <translation>DHCP-сервер здесь не опрашивается: адрес приходит через приём заявок, из командной строки или кнопкой «Ввести адрес».</translation>
    </message>
    <message>
        <source>Do what the last event says, then Try again.</source>
        <translation>Сделайте то, что сказано в последнем событии, затем «Повторить».</translation>
    </message>
    <message>
        <source>Its camera is kept by people. Switch it to auto, and provisioning goes on.</source>
        <translation>Камерой управляют вручную. Переключите её на «авто», и автонастройка продолжится.</translation>
    </message>
    <message>
        <source>Switch provisioning on, and it goes on.</source>
        <translation>Включите автонастройку, и она продолжится.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>авто</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>вручную</translation>
    </message>
    <message>
        <source>switch %1</source>
        <translation>коммутатор %1</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>порт %1</translation>
    </message>
    <message>
        <source>The DHCP server keeps %1 for it.</source>
        <translation>DHCP-сервер держит для него %1.</translation>
    </message>
    <message>
        <source>The DHCP server keeps %1 for it no more.</source>
        <translation>DHCP-сервер больше не держит для него %1.</translation>
    </message>
    <message>
        <source>The camera has streams already.</source>
        <translation>У камеры уже есть потоки.</translation>
    </message>
    <message>
        <source>Its streams are on air.</source>
        <translation>Потоки в эфире.</translation>
    </message>
    <message>
        <source>Making its streams was cancelled.</source>
        <translation>Создание потоков отменено.</translation>
    </message>
    <message>
        <source>The camera at %1 offers no video stream by ONVIF. Set up a profile on it, then try again.</source>
        <translation>Камера %1 не предлагает видеопотоков по ONVIF. Настройте на ней профиль и повторите.</translation>
    </message>
    <message>
        <source>DHCP server</source>
        <translation>DHCP-сервер</translation>
    </message>
</context>
<context>
    <name>EventTexts</name>
    <message>
        <source>Unknown</source>
        <translation>Неизвестно</translation>
    </message>
    <message>
        <source>Stream inactive</source>
        <translation>Поток неактивен</translation>
    </message>
    <message>
        <source>Media server down</source>
        <translation>Медиасервер недоступен</translation>
    </message>
    <message>
        <source>Media server restarted</source>
        <translation>Медиасервер перезапущен</translation>
    </message>
    <message>
        <source>Changed on the media server</source>
        <translation>Изменено на медиасервере</translation>
    </message>
    <message>
        <source>Transfer failed</source>
        <translation>Перенос не удался</translation>
    </message>
    <message>
        <source>Camera created</source>
        <translation>Камера создана</translation>
    </message>
    <message>
        <source>Camera changed</source>
        <translation>Камера изменена</translation>
    </message>
    <message>
        <source>Camera deleted</source>
        <translation>Камера удалена</translation>
    </message>
    <message>
        <source>Stream created</source>
        <translation>Поток создан</translation>
    </message>
    <message>
        <source>Stream changed</source>
        <translation>Поток изменён</translation>
    </message>
    <message>
        <source>Stream deleted</source>
        <translation>Поток удалён</translation>
    </message>
    <message>
        <source>Billing. New Camera</source>
        <translation>Биллинг. Новая камера</translation>
    </message>
    <message>
        <source>Camera attached</source>
        <translation>Камера привязана</translation>
    </message>
    <message>
        <source>Camera replaced</source>
        <translation>Камера заменена</translation>
    </message>
    <message>
        <source>DHCP. IP Address Allocation</source>
        <translation>DHCP. Выдача IP-адреса</translation>
    </message>
    <message>
        <source>DHCP. Reservation Created</source>
        <translation>DHCP. Резервация создана</translation>
    </message>
    <message>
        <source>DHCP. Failed to Create DHCP Reservation</source>
        <translation>DHCP. Не удалось создать резервацию</translation>
    </message>
    <message>
        <source>DHCP. Reservation Changed</source>
        <translation>DHCP. Резервация изменена</translation>
    </message>
    <message>
        <source>DHCP. Reservation Released</source>
        <translation>DHCP. Резервация снята</translation>
    </message>
    <message>
        <source>DHCP. Failed to Release DHCP Reservation</source>
        <translation>DHCP. Не удалось снять резервацию</translation>
    </message>
    <message>
        <source>AP. Connection Error</source>
        <translation>АН. Ошибка подключения</translation>
    </message>
    <message>
        <source>AP. High-Quality Stream Retrieval Error</source>
        <translation>АН. Ошибка получения потока высокого качества</translation>
    </message>
    <message>
        <source>AP. Low-Quality Stream Retrieval Error</source>
        <translation>АН. Ошибка получения потока низкого качества</translation>
    </message>
    <message>
        <source>AP. High-Quality Stream Creation Error</source>
        <translation>АН. Ошибка создания потока высокого качества</translation>
    </message>
    <message>
        <source>AP. Low-Quality Stream Creation Error</source>
        <translation>АН. Ошибка создания потока низкого качества</translation>
    </message>
    <message>
        <source>AP. Stream Update Error</source>
        <translation>АН. Ошибка обновления потока</translation>
    </message>
    <message>
        <source>AP. Device Information Error</source>
        <translation>АН. Ошибка сведений об устройстве</translation>
    </message>
    <message>
        <source>AP. Date and Time of the Camera</source>
        <translation>АН. Дата и время камеры</translation>
    </message>
    <message>
        <source>AP. Static Address</source>
        <translation>АН. Статический адрес</translation>
    </message>
    <message>
        <source>Provisioning stopped</source>
        <translation>Автонастройка остановлена</translation>
    </message>
    <message>
        <source>Provisioning done</source>
        <translation>Автонастройка завершена</translation>
    </message>
    <message>
        <source>Activation set to manual</source>
        <translation>Активация: вручную</translation>
    </message>
    <message>
        <source>Activation set to auto</source>
        <translation>Активация: автоматически</translation>
    </message>
    <message>
        <source>Switched off after too many reconnects</source>
        <translation>Отключён после множества переподключений</translation>
    </message>
    <message>
        <source>System</source>
        <comment>a group of events: what people and outside systems have done</comment>
        <translation>Система</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Камеры</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Устройства</translation>
    </message>
    <message>
        <source>Media servers</source>
        <translation>Медиасерверы</translation>
    </message>
    <message>
        <source>%1, goes on</source>
        <translation>%1, продолжается</translation>
    </message>
    <message>
        <source>Stream restarted</source>
        <translation>Поток перезапущен</translation>
    </message>
    <message>
        <source>Operation failed</source>
        <translation>Операция не удалась</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Принято к сведению</translation>
    </message>
    <message>
        <source>Link shared</source>
        <translation>Выдана ссылка</translation>
    </message>
</context>
<context>
    <name>EventWatch</name>
    <message numerus="yes">
        <source>%n stream(s) on it.</source>
        <translation>
            <numerusform>На нём %n поток.</numerusform>
            <numerusform>На нём %n потока.</numerusform>
            <numerusform>На нём %n потоков.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) without picture at first.</source>
        <translation>
            <numerusform>Сначала без изображения %n поток.</numerusform>
            <numerusform>Сначала без изображения %n потока.</numerusform>
            <numerusform>Сначала без изображения %n потоков.</numerusform>
        </translation>
    </message>
    <message>
        <source>The media server does not have it.</source>
        <translation>На медиасервере его нет.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>удалён</translation>
    </message>
</context>
<context>
    <name>FieldRules</name>
    <message>
        <source>Enter the address of the server.</source>
        <translation>Введите адрес сервера.</translation>
    </message>
    <message>
        <source>This is not a MAC address: it has twelve hexadecimal digits, for example 00:11:22:33:44:55</source>
        <translation>Это не MAC-адрес: в нём двенадцать шестнадцатеричных цифр, например 00:11:22:33:44:55</translation>
    </message>
    <message>
        <source>This MAC address cannot belong to one camera.</source>
        <translation>Этот MAC-адрес не может принадлежать одной камере.</translation>
    </message>
    <message>
        <source>“%1” is not a subnet. Examples: 192.0.2.0/24, 2001:db8::/32</source>
        <translation>«%1» — не подсеть. Примеры: 192.0.2.0/24, 2001:db8::/32</translation>
    </message>
    <message>
        <source>“%1” is not an absolute path. Example: /var/archive</source>
        <translation>«%1» — не полный путь. Пример: /var/archive</translation>
    </message>
    <message>
        <source>Enter a name for the camera.</source>
        <translation>Введите имя камеры.</translation>
    </message>
    <message>
        <source>The name has %1 characters; at most %2 are allowed.</source>
        <translation>В имени %1 знаков, допустимо не больше %2.</translation>
    </message>
    <message>
        <source>Enter a name for the media server.</source>
        <translation>Введите имя медиасервера.</translation>
    </message>
    <message>
        <source>The text has %1 characters; at most %2 are allowed.</source>
        <translation>Символов в тексте: %1; допустимо не больше %2.</translation>
    </message>
    <message>
        <source>The address holds a user or a password. Leave them out, they are given apart from it.</source>
        <translation>Адрес содержит имя пользователя или пароль. Уберите их: они указываются отдельно.</translation>
    </message>
    <message>
        <source>This is not the address of an API: it has a scheme, a host and a port, like https://media.example:8080</source>
        <translation>Это не адрес API: в нём есть схема, узел и порт, например https://media.example:8080</translation>
    </message>
    <message>
        <source>Give scheme, host and port only, like https://media.example:8080</source>
        <translation>Укажите только схему, узел и порт, например https://media.example:8080</translation>
    </message>
    <message>
        <source>The address of the keys holds a user or a password, and it is kept and shown in clear. Let this computer write there without, or export to a file that a web server delivers.</source>
        <translation>Адрес ключей содержит имя или пароль, а он хранится и показывается открыто. Разрешите этому компьютеру запись без них или экспортируйте в файл, который отдаёт веб-сервер.</translation>
    </message>
    <message>
        <source>“%1” is neither a file nor an http or https address. The keys have to be where the media servers can fetch them.</source>
        <translation>«%1» — не файл и не адрес http или https. Ключи должны быть там, откуда их могут взять медиасерверы.</translation>
    </message>
    <message>
        <source>This is not a MAC address: it has twelve hexadecimal digits, and here are %1. Example: 00:11:22:33:44:55</source>
        <translation>Это не MAC-адрес: в нём двенадцать шестнадцатеричных цифр, а здесь их %1. Пример: 00:11:22:33:44:55</translation>
    </message>
    <message>
        <source>Subnets are for External access. Switch it on, or leave them out.</source>
        <translation>Подсети нужны для внешнего доступа. Включите его или не указывайте их.</translation>
    </message>
    <message>
        <source>Enter a whole number from %1 to %2.</source>
        <translation>Введите целое число от %1 до %2.</translation>
    </message>
    <message>
        <source>Enter a whole number from 1 to %1, or nothing.</source>
        <translation>Введите целое число от 1 до %1 или ничего.</translation>
    </message>
    <message>
        <source>This is neither a file nor an http or https address. The keys have to be where the media servers can fetch them.</source>
        <translation>Это не файл и не адрес http или https. Ключи должны лежать там, откуда медиасерверы могут их получить.</translation>
    </message>
    <message>
        <source>The key goes to %1 without encryption: whoever is on the way can put another one in its place, and make links and sign in by it. Use https, or a file.</source>
        <translation>Ключ передаётся на %1 без шифрования: тот, кто находится на пути, может подменить его, выдавать ссылки и входить по своему ключу. Используйте https или файл.</translation>
    </message>
    <message>
        <source>“%1” tells something else in every token. Enter the claim that authJWTClaimKey of the server names.</source>
        <translation>«%1» в каждом токене означает другое. Укажите имя поля из authJWTClaimKey сервера.</translation>
    </message>
</context>
<context>
    <name>FleetRepository</name>
    <message>
        <source>The camera %1 was changed by somebody else meanwhile. Nothing was saved: look at the new settings and enter yours again.</source>
        <translation>Камеру %1 тем временем изменил кто-то другой. Ничего не сохранено: посмотрите новые параметры и введите свои ещё раз.</translation>
    </message>
    <message>
        <source>The stream was changed by somebody else meanwhile. Nothing was saved: look at the new settings and enter yours again.</source>
        <translation>Поток тем временем изменил кто-то другой. Ничего не сохранено: посмотрите новые параметры и введите свои ещё раз.</translation>
    </message>
    <message>
        <source>The server group of the camera %1 was deleted meanwhile. Nothing was saved: choose another one.</source>
        <translation>Группу серверов камеры %1 тем временем удалили. Ничего не сохранено: выберите другую.</translation>
    </message>
    <message>
        <source>The camera has streams, or is gone already.</source>
        <translation>У камеры есть потоки, или её уже нет.</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>%1 s</source>
        <comment>duration in seconds</comment>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>duration in minutes</comment>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>duration in hours</comment>
        <translation>%1 ч</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>duration in days</comment>
        <translation>%1 д</translation>
    </message>
    <message>
        <source>never</source>
        <comment>a poll that never happened</comment>
        <translation>никогда</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>age, e.g. 4 min ago</comment>
        <translation>%1 назад</translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <comment>duration in hours and minutes, e.g. 3 h 05</comment>
        <translation>%1 ч %2</translation>
    </message>
</context>
<context>
    <name>HostText</name>
    <message>
        <source>Write the address alone, without a port.</source>
        <translation>Укажите только адрес, без порта.</translation>
    </message>
    <message>
        <source>This is not an IP address that every program reads alike. Write four numbers from 0 to 255 without leading zeros, for example 192.0.2.10</source>
        <translation>Такой IP-адрес программы читают по-разному. Напишите четыре числа от 0 до 255 без нулей в начале, например 192.0.2.10</translation>
    </message>
    <message>
        <source>The address is too long for a host name.</source>
        <translation>Адрес слишком длинный для имени узла.</translation>
    </message>
    <message>
        <source>The address is not a host name or IP address. Examples: media.example, 192.0.2.10, 2001:db8::10</source>
        <translation>Адрес не является именем узла или IP-адресом. Примеры: media.example, 192.0.2.10, 2001:db8::10</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>В адресе не указан узел.</translation>
    </message>
    <message>
        <source>The port of the address is a number from 1 to %1.</source>
        <translation>Порт в адресе — число от 1 до %1.</translation>
    </message>
    <message>
        <source>The IP address is not valid. Examples: 192.0.2.10, 2001:db8::10</source>
        <translation>IP-адрес неверен. Примеры: 192.0.2.10, 2001:db8::10</translation>
    </message>
</context>
<context>
    <name>ImportLineReader</name>
    <message>
        <source>This is not an id. Leave the cell empty for a new camera.</source>
        <translation>Это не идентификатор. Для новой камеры оставьте ячейку пустой.</translation>
    </message>
    <message>
        <source>This is not a UUID. Leave the cell empty for a new stream.</source>
        <translation>Это не UUID. Для нового потока оставьте ячейку пустой.</translation>
    </message>
    <message>
        <source>This stream belongs to another camera: %1.</source>
        <translation>Этот поток принадлежит другой камере: %1.</translation>
    </message>
    <message>
        <source>This is the low stream of the camera.</source>
        <translation>Это поток низкого качества этой камеры.</translation>
    </message>
    <message>
        <source>This is the high stream of the camera.</source>
        <translation>Это поток высокого качества этой камеры.</translation>
    </message>
    <message>
        <source>The registry has no camera with this id: it is added as a new one and gets the id.</source>
        <translation>В реестре нет камеры с таким идентификатором: она будет добавлена как новая и получит его.</translation>
    </message>
    <message>
        <source>Write on or off.</source>
        <translation>Напишите on или off.</translation>
    </message>
    <message>
        <source>Write public or private.</source>
        <translation>Напишите public или private.</translation>
    </message>
    <message>
        <source>A new camera needs the address of at least one stream. If a known camera is meant, give its camera_id.</source>
        <translation>Новой камере нужен адрес хотя бы одного потока. Если имеется в виду известная камера, укажите её camera_id.</translation>
    </message>
    <message>
        <source>The registry has a camera of this name. If that one is meant, give its camera_id.</source>
        <translation>В реестре есть камера с таким именем. Если имеется в виду она, укажите её camera_id.</translation>
    </message>
    <message>
        <source>The camera has another stream of this quality: %1.</source>
        <translation>У камеры другой поток этого качества: %1.</translation>
    </message>
    <message>
        <source>The address holds a password, which cannot be sealed. Unlock the secrets of this registry first.</source>
        <translation>В адресе есть пароль, который нельзя запечатать. Сначала откройте секреты этого реестра.</translation>
    </message>
    <message>
        <source>%1 (other credentials)</source>
        <translation>%1 (другие учётные данные)</translation>
    </message>
    <message>
        <source>The stream is on %1. An import does not move streams: use the transfer.</source>
        <translation>Поток находится на %1. Импорт не переносит потоки: воспользуйтесь переносом.</translation>
    </message>
    <message>
        <source>The camera has no stream of this quality. Give its address in the column %1, or empty this cell.</source>
        <translation>У камеры нет потока этого качества. Укажите его адрес в столбце %1 или очистите эту ячейку.</translation>
    </message>
    <message>
        <source>There is no media server of this name. There are: %1.</source>
        <translation>Медиасервера с таким именем нет. Есть: %1.</translation>
    </message>
    <message>
        <source>That is the column %1.</source>
        <translation>Это столбец %1.</translation>
    </message>
    <message>
        <source>Column %1 has no name in the header, and something stands in it.</source>
        <translation>У столбца %1 нет имени в заголовке, а в нём что-то стоит.</translation>
    </message>
    <message>
        <source>Several media servers have this name or address. Give them names that differ, and write one of these.</source>
        <translation>Такое имя или адрес у нескольких медиасерверов. Дайте им разные имена и напишите одно из них.</translation>
    </message>
    <message>
        <source>The stored user and password go to %1.</source>
        <translation>Сохранённые имя и пароль уходят на %1.</translation>
    </message>
</context>
<context>
    <name>ImportPlanner</name>
    <message>
        <source>The column %1 stands in the header twice.</source>
        <translation>Столбец %1 стоит в заголовке дважды.</translation>
    </message>
    <message numerus="yes">
        <source>The header, line %1, has %n unknown column(s): %2. Known are: %3.</source>
        <translation>
            <numerusform>В заголовке (строка %1) %n неизвестный столбец: %2. Известны: %3.</numerusform>
            <numerusform>В заголовке (строка %1) %n неизвестных столбца: %2. Известны: %3.</numerusform>
            <numerusform>В заголовке (строка %1) %n неизвестных столбцов: %2. Известны: %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>The header has no column that says which camera is meant: camera_id, high_uuid, low_uuid, or name for new cameras.</source>
        <translation>В заголовке нет столбца, который говорит, о какой камере речь: camera_id, high_uuid, low_uuid или name для новых камер.</translation>
    </message>
    <message>
        <source>Line %1 is about the same camera. Keep one of them.</source>
        <translation>Строка %1 — о той же камере. Оставьте одну из них.</translation>
    </message>
    <message>
        <source>Line %1 names the same stream. Keep one of them.</source>
        <translation>Строка %1 называет тот же поток. Оставьте одну из них.</translation>
    </message>
    <message>
        <source>The high and the low stream of a camera cannot be the same.</source>
        <translation>Потоки высокого и низкого качества не могут быть одним и тем же.</translation>
    </message>
    <message>
        <source>No media server passes all checks (active, answering, limits, group type, storage). Name one in this column.</source>
        <translation>Ни один медиасервер не проходит все проверки (активен, отвечает, пределы, тип группы, хранилище). Назовите сервер в этом столбце.</translation>
    </message>
    <message>
        <source>%1 would not be chosen: %2.</source>
        <translation>%1 не был бы выбран: %2.</translation>
    </message>
    <message>
        <source>%1 (chosen)</source>
        <translation>%1 (выбран)</translation>
    </message>
    <message>
        <source>%1 (%2) has this address already.</source>
        <translation>Этот адрес уже у %1 (%2).</translation>
    </message>
    <message>
        <source>Line %1 has the same address.</source>
        <translation>Тот же адрес в строке %1.</translation>
    </message>
    <message>
        <source>Reading the file was cancelled.</source>
        <translation>Чтение файла отменено.</translation>
    </message>
    <message>
        <source>The list has no address of a stream. Proposed in the form of %1, which nobody has tried: %2</source>
        <translation>В списке нет адреса потока. Предложено по образцу %1, никем не проверено: %2</translation>
    </message>
    <message>
        <source>%1 (proposed)</source>
        <translation>%1 (предложено)</translation>
    </message>
</context>
<context>
    <name>IndexRun</name>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
    <message>
        <source>Cancelled. The archive index is as it was.</source>
        <translation>Отменено. Индекс архива остался прежним.</translation>
    </message>
    <message numerus="yes">
        <source>Before: %n period(s)</source>
        <translation>
            <numerusform>Было: %n период</numerusform>
            <numerusform>Было: %n периода</numerusform>
            <numerusform>Было: %n периодов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n пробел</numerusform>
            <numerusform>%n пробела</numerusform>
            <numerusform>%n пробелов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Now: %n period(s)</source>
        <translation>
            <numerusform>Стало: %n период</numerusform>
            <numerusform>Стало: %n периода</numerusform>
            <numerusform>Стало: %n периодов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) healed.</source>
        <translation>
            <numerusform>Устранён %n пробел.</numerusform>
            <numerusform>Устранено %n пробела.</numerusform>
            <numerusform>Устранено %n пробелов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) found.</source>
        <translation>
            <numerusform>Найден %n пробел.</numerusform>
            <numerusform>Найдено %n пробела.</numerusform>
            <numerusform>Найдено %n пробелов.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be read: what it holds is kept as it was known.</source>
        <translation>Не удалось прочитать %1: сведения о его записях остались прежними.</translation>
    </message>
</context>
<context>
    <name>IpPattern</name>
    <message>
        <source>An IP address is looked for as 10.20.3.4, 10.20.*.4 or 10.20.</source>
        <translation>IP-адрес ищут в виде 10.20.3.4, 10.20.*.4 или 10.20.</translation>
    </message>
</context>
<context>
    <name>JsonReading</name>
    <message>
        <source>%1: the answer is empty.</source>
        <translation>%1: ответ пуст.</translation>
    </message>
    <message>
        <source>%1: the answer is a web page, not the data of a media server. Check address and port.</source>
        <translation>%1: ответ — веб-страница, а не данные медиасервера. Проверьте адрес и порт.</translation>
    </message>
    <message>
        <source>%1: the answer is damaged or cut off and was not used.</source>
        <translation>%1: ответ повреждён или обрезан и не использован.</translation>
    </message>
    <message>
        <source>%1: the answer lists more than any server has. Nothing of it was used.</source>
        <translation>%1: в ответе перечислено больше, чем бывает у серверов. Он не использован.</translation>
    </message>
</context>
<context>
    <name>KeaAnswer</name>
    <message>
        <source>%1 does not answer as the control agent of a Kea does. Check address and port.</source>
        <translation>%1 отвечает не так, как агент управления Kea. Проверьте адрес и порт.</translation>
    </message>
    <message>
        <source>The answer of %1 is damaged or cut off and was not used.</source>
        <translation>Ответ %1 повреждён или обрезан и не использован.</translation>
    </message>
</context>
<context>
    <name>KeaClient</name>
    <message>
        <source>%1 wants a user and a password.</source>
        <translation>%1 требует имя пользователя и пароль.</translation>
    </message>
    <message>
        <source>%1 refuses the user or the password.</source>
        <translation>%1 не принимает имя пользователя или пароль.</translation>
    </message>
    <message>
        <source>%1 answers with HTTP status %2. Is a Kea control agent there?</source>
        <translation>%1 отвечает статусом HTTP %2. Там действительно агент управления Kea?</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than any configuration of Kea that is read here (4 MB), and was not used.</source>
        <translation>Ответ %1 больше любой читаемой здесь конфигурации Kea (4 МБ) и не использован.</translation>
    </message>
    <message>
        <source>The Kea at %1 does not know the command %2: the hook for it is not loaded.</source>
        <translation>Kea по адресу %1 не знает команды %2: нужный модуль (hook) не загружен.</translation>
    </message>
    <message>
        <source>The control agent at %1 answers, but not the DHCP server behind it: %2</source>
        <translation>Агент управления %1 отвечает, а сервер DHCP за ним — нет: %2</translation>
    </message>
    <message>
        <source>The Kea at %1 refuses %2: %3</source>
        <translation>Kea по адресу %1 отклоняет %2: %3</translation>
    </message>
    <message>
        <source>The Kea at %1 does not tell which commands it has.</source>
        <translation>Kea по адресу %1 не сообщает, какие у него есть команды.</translation>
    </message>
    <message>
        <source>The Kea at %1 does not tell the lease of %2.</source>
        <translation>Kea по адресу %1 не сообщает об аренде адреса %2.</translation>
    </message>
    <message>
        <source>%1 is in a pool, and this Kea does not tell leases: another device may have the address until its lease ends.</source>
        <translation>%1 входит в пул, а этот Kea не сообщает об аренде: до её окончания адрес может занимать другое устройство.</translation>
    </message>
    <message>
        <source>%1 is in use: it is leased to %2.</source>
        <translation>%1 занят: он арендован устройством %2.</translation>
    </message>
    <message>
        <source>The DHCP server has taken the change, but has not written it to its file, so that it is lost when it starts anew. %1</source>
        <translation>Сервер DHCP принял изменение, но не записал его в свой файл: после перезапуска оно пропадёт. %1</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>Запрос отменён.</translation>
    </message>
    <message>
        <source>Others keep changing the configuration of the DHCP server at %1. Try again later.</source>
        <translation>Конфигурацию сервера DHCP %1 всё время меняют другие. Повторите позже.</translation>
    </message>
</context>
<context>
    <name>KeaConfig</name>
    <message>
        <source>%1 has a reservation already: %2. Release it first.</source>
        <translation>Для %1 уже зарезервирован адрес %2. Сначала снимите резервирование.</translation>
    </message>
    <message>
        <source>Kea did not tell the configuration of a DHCPv4 server.</source>
        <translation>Kea не сообщил конфигурацию сервера DHCPv4.</translation>
    </message>
    <message>
        <source>“%1” is not an IPv4 address.</source>
        <translation>«%1» — не адрес IPv4.</translation>
    </message>
    <message>
        <source>Subnet %1 of the DHCP server does not contain %2.</source>
        <translation>Подсеть %1 сервера DHCP не содержит адреса %2.</translation>
    </message>
    <message>
        <source>No subnet of the DHCP server contains %1.</source>
        <translation>Ни одна подсеть сервера DHCP не содержит адреса %1.</translation>
    </message>
    <message>
        <source>%1 is reserved for %2 already.</source>
        <translation>%1 уже зарезервирован для %2.</translation>
    </message>
    <message>
        <source>%1 is reserved for %2 already, with another host name: %3. Release it first.</source>
        <translation>%1 уже зарезервирован для %2 с другим именем узла: %3. Сначала снимите резервирование.</translation>
    </message>
</context>
<context>
    <name>KeyChangeRepository</name>
    <message>
        <source>Another console is changing the signing key. Wait until it has ended.</source>
        <translation>Другая консоль меняет ключ подписи. Дождитесь, пока она закончит.</translation>
    </message>
    <message>
        <source>The change of the signing key was taken over by another console.</source>
        <translation>Смену ключа подписи продолжает другая консоль.</translation>
    </message>
</context>
<context>
    <name>ListField</name>
    <message>
        <source>Not imported</source>
        <translation>Не импортируется</translation>
    </message>
    <message>
        <source>IP address, host name or URL of the camera</source>
        <translation>IP-адрес, имя узла или URL камеры</translation>
    </message>
    <message>
        <source>User of the streams</source>
        <translation>Пользователь потоков</translation>
    </message>
    <message>
        <source>Password of the streams</source>
        <translation>Пароль потоков</translation>
    </message>
    <message>
        <source>RTSP port</source>
        <translation>Порт RTSP</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>MAC address, or another id that is left out</source>
        <translation>MAC-адрес или другой номер, который пропускается</translation>
    </message>
    <message>
        <source>Id of the camera in this registry</source>
        <translation>Идентификатор камеры в этом реестре</translation>
    </message>
    <message>
        <source>Name of the camera</source>
        <translation>Название камеры</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>IP address and nothing else</source>
        <translation>Только IP-адрес</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-адрес</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Серийный номер</translation>
    </message>
    <message>
        <source>Group type (public, private)</source>
        <translation>Тип группы (public, private)</translation>
    </message>
    <message>
        <source>External access (on, off)</source>
        <translation>Внешний доступ (on, off)</translation>
    </message>
    <message>
        <source>Allowed subnets</source>
        <translation>Разрешённые подсети</translation>
    </message>
    <message>
        <source>Increased reconnection time (on, off)</source>
        <translation>Увеличенное время переподключения (on, off)</translation>
    </message>
    <message>
        <source>Single session (on, off)</source>
        <translation>Один сеанс за раз (on, off)</translation>
    </message>
    <message>
        <source>Sound (on, off)</source>
        <translation>Звук (on, off)</translation>
    </message>
    <message>
        <source>Recording (on, off)</source>
        <translation>Запись (on, off)</translation>
    </message>
    <message>
        <source>Archive depth in days</source>
        <translation>Глубина архива в днях</translation>
    </message>
    <message>
        <source>ONVIF user</source>
        <translation>Пользователь ONVIF</translation>
    </message>
    <message>
        <source>ONVIF port</source>
        <translation>Порт ONVIF</translation>
    </message>
    <message>
        <source>UUID of the high stream</source>
        <translation>UUID потока высокого качества</translation>
    </message>
    <message>
        <source>UUID of the low stream</source>
        <translation>UUID потока низкого качества</translation>
    </message>
    <message>
        <source>Address of the high stream</source>
        <translation>Адрес потока высокого качества</translation>
    </message>
    <message>
        <source>Address of the low stream</source>
        <translation>Адрес потока низкого качества</translation>
    </message>
    <message>
        <source>Media server of the high stream</source>
        <translation>Медиасервер потока высокого качества</translation>
    </message>
    <message>
        <source>Media server of the low stream</source>
        <translation>Медиасервер потока низкого качества</translation>
    </message>
    <message>
        <source>High stream enabled (on, off)</source>
        <translation>Поток высокого качества включён (on, off)</translation>
    </message>
    <message>
        <source>Low stream enabled (on, off)</source>
        <translation>Поток низкого качества включён (on, off)</translation>
    </message>
    <message>
        <source>Sound of the high stream (on, off)</source>
        <translation>Звук потока высокого качества (on, off)</translation>
    </message>
    <message>
        <source>Sound of the low stream (on, off)</source>
        <translation>Звук потока низкого качества (on, off)</translation>
    </message>
    <message>
        <source>Maker</source>
        <translation>Производитель</translation>
    </message>
    <message>
        <source>Adding mode of iVMS-4200 (0: by address)</source>
        <translation>Способ добавления iVMS-4200 (0: по адресу)</translation>
    </message>
</context>
<context>
    <name>ListTranslator</name>
    <message>
        <source>This is no MAC address and is left out.</source>
        <translation>Это не MAC-адрес, он пропускается.</translation>
    </message>
    <message>
        <source>The list has no name for this camera: it is named after its address.</source>
        <translation>В списке нет названия этой камеры: она названа по своему адресу.</translation>
    </message>
    <message>
        <source>This model is no camera: no address is proposed.</source>
        <translation>Эта модель — не камера: адрес не предлагается.</translation>
    </message>
    <message>
        <source>This is no port: 554 is proposed.</source>
        <translation>Это не порт: предлагается 554.</translation>
    </message>
    <message>
        <source>The camera was added otherwise than by its address, which is not known.</source>
        <translation>Камера добавлена не по своему адресу, он неизвестен.</translation>
    </message>
</context>
<context>
    <name>MediaMtxClient</name>
    <message>
        <source>The server does not tell its version, so it is older than 1.15.2: rates and resolutions may be missing.</source>
        <translation>Сервер не сообщает свою версию, значит, она старше 1.15.2: битрейты и разрешения могут отсутствовать.</translation>
    </message>
    <message>
        <source>This server checks every caller by a signed token (authMethod: jwt). User and password do not open it.</source>
        <translation>Этот сервер проверяет каждого по подписанному токену (authMethod: jwt). Имя пользователя и пароль его не открывают.</translation>
    </message>
    <message>
        <source>MediaMTX forgets what was added by its API when it is restarted; the console keeps it.</source>
        <translation>При перезапуске MediaMTX забывает всё, что добавлено через его API; консоль это хранит.</translation>
    </message>
    <message>
        <source>The server was restarted. What had been added by its API is gone there.</source>
        <translation>Сервер был перезапущен. Всё, что было добавлено через его API, на нём пропало.</translation>
    </message>
    <message>
        <source>It is a path to publish to: it has no address that the server pulls.</source>
        <translation>Это путь для публикации: у него нет адреса, с которого сервер забирает поток.</translation>
    </message>
    <message>
        <source>It is pushed by a publisher: the server does not pull it.</source>
        <translation>Поток присылает публикующая сторона: сервер его не забирает.</translation>
    </message>
    <message>
        <source>%1 has no path %2.</source>
        <translation>На сервере %1 нет пути %2.</translation>
    </message>
    <message>
        <source>The RTSP port of this server is not known. Enter it on the card of the server.</source>
        <translation>Порт RTSP этого сервера неизвестен. Укажите его в карточке сервера.</translation>
    </message>
    <message>
        <source>The HLS port of this server is not known. Enter it on the card of the server.</source>
        <translation>Порт HLS этого сервера неизвестен. Укажите его в карточке сервера.</translation>
    </message>
    <message>
        <source>“%1” stands for many paths on %2 and is no stream of its own.</source>
        <translation>«%1» на %2 обозначает сразу много путей и сам потоком не является.</translation>
    </message>
    <message>
        <source>The complete address of the stream is not known. Enter it again.</source>
        <translation>Полный адрес потока неизвестен. Введите его ещё раз.</translation>
    </message>
    <message>
        <source>%1 records this path in pieces of %2; the archive cannot be kept for less than one piece.</source>
        <translation>%1 записывает этот путь частями по %2; архив нельзя хранить меньше одной части.</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a path: letters, digits and _ . - / are allowed, with something between the slashes.</source>
        <translation>«%1» не может быть именем пути: допустимы буквы, цифры и знаки _ . - /, причём между косыми чертами что-то должно стоять.</translation>
    </message>
    <message>
        <source>%1 cannot leave out the audio of a stream: MediaMTX takes what the camera sends. Switch it off in the camera.</source>
        <translation>%1 не может отбросить звук потока: MediaMTX принимает всё, что передаёт камера. Выключите звук в камере.</translation>
    </message>
    <message>
        <source>%1 keeps neither access rules nor cluster nodes for a single stream.</source>
        <translation>%1 не хранит для отдельного потока ни правил доступа, ни узлов кластера.</translation>
    </message>
    <message>
        <source>%1 is switched off on %2, so there is nothing to restart. Enable it.</source>
        <translation>%1 на %2 выключен, перезапускать нечего. Включите его.</translation>
    </message>
    <message>
        <source>%1 does not offer its recordings by its API, so they cannot be erased from here. Remove the stream and keep its recordings.</source>
        <translation>%1 не показывает записи через свой API, поэтому стереть их отсюда нельзя. Удалите поток, сохранив записи.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n recorded piece(s) of this path, too many to erase them one by one. Remove the stream and keep its recordings, then erase the folder.</source>
        <translation>
            <numerusform>У %1 %n часть записи этого пути — слишком много, чтобы стирать по одной. Удалите поток, сохранив записи, затем сотрите папку.</numerusform>
            <numerusform>У %1 %n части записи этого пути — слишком много, чтобы стирать по одной. Удалите поток, сохранив записи, затем сотрите папку.</numerusform>
            <numerusform>У %1 %n частей записи этого пути — слишком много, чтобы стирать по одной. Удалите поток, сохранив записи, затем сотрите папку.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 still has %n recorded piece(s) of this path. The stream is switched off, but not removed.</source>
        <translation>
            <numerusform>У %1 ещё осталась %n часть записи этого пути. Поток выключен, но не удалён.</numerusform>
            <numerusform>У %1 ещё остались %n части записи этого пути. Поток выключен, но не удалён.</numerusform>
            <numerusform>У %1 ещё осталось %n частей записи этого пути. Поток выключен, но не удалён.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 does not tell what is recorded: its playback server is off (setting &quot;playback&quot;).</source>
        <translation>%1 не сообщает, что записано: его сервер воспроизведения выключен (настройка «playback»).</translation>
    </message>
    <message>
        <source>MediaMTX does not deliver recordings by HLS.</source>
        <translation>MediaMTX не отдаёт записи по HLS.</translation>
    </message>
    <message>
        <source>MediaMTX does not deliver recordings by RTSP.</source>
        <translation>MediaMTX не отдаёт записи по RTSP.</translation>
    </message>
    <message>
        <source>The account needs the permission “api”. If the server checks tokens (authMethod: jwt), user and password are refused for everything: let the console sign its own tokens.</source>
        <translation>Учётной записи нужно разрешение «api». Если сервер проверяет токены (authMethod: jwt), имя и пароль отвергаются везде: пусть консоль подписывает токены сама.</translation>
    </message>
    <message>
        <source>This server takes no token in an HLS address (authJWTInHTTPQuery is off there). Use RTSP.</source>
        <translation>Этот сервер не принимает токен в адресе HLS (authJWTInHTTPQuery там выключен). Используйте RTSP.</translation>
    </message>
    <message>
        <source>MediaMTX delivers no recordings by RTSP.</source>
        <translation>MediaMTX не отдаёт записи по RTSP.</translation>
    </message>
    <message>
        <source>MediaMTX delivers no recordings by HLS.</source>
        <translation>MediaMTX не отдаёт записи по HLS.</translation>
    </message>
    <message>
        <source>The playback server of this MediaMTX is off (setting &quot;playback&quot;).</source>
        <translation>Сервер воспроизведения этого MediaMTX выключен (настройка «playback»).</translation>
    </message>
    <message>
        <source>This server asks every viewer for a token, so a link without one opens nothing.</source>
        <translation>Этот сервер требует токен от каждого зрителя, поэтому ссылка без токена ничего не откроет.</translation>
    </message>
    <message>
        <source>This server lets everybody watch the stream, also without a token (authJWTExclude), and after the token has ended.</source>
        <translation>Этот сервер позволяет смотреть поток всем, в том числе без токена (authJWTExclude) и после его окончания.</translation>
    </message>
    <message>
        <source>The playback server of this MediaMTX takes no token in an address, so a file of the period cannot be protected.</source>
        <translation>Сервер воспроизведения этого MediaMTX не принимает токен в адресе, поэтому файл за период нельзя защитить.</translation>
    </message>
    <message>
        <source>The end is checked when somebody begins to watch. When the link ends, this console ends the sessions that were opened with it, if it runs then.</source>
        <translation>Срок проверяется, когда зритель начинает просмотр. По окончании срока консоль завершает сеансы, открытые по ссылке, если она в это время запущена.</translation>
    </message>
    <message>
        <source>This server checks no tokens: everybody may watch its streams, so a link that ends cannot be made. Only public links are possible. For others, set authMethod: jwt there and sign in by tokens on the card of the server.</source>
        <translation>Этот сервер не проверяет токены: его потоки может смотреть каждый, поэтому ссылку со сроком создать нельзя. Возможны только публичные ссылки. Для других включите на сервере authMethod: jwt и на его карточке — вход по токенам.</translation>
    </message>
    <message>
        <source>The playback server of this MediaMTX asks for an account, so a file of the period cannot be handed out.</source>
        <translation>Сервер воспроизведения этого MediaMTX требует учётную запись, поэтому файл за период выдать нельзя.</translation>
    </message>
    <message>
        <source>Another program decides who may watch on this server (authMethod: http), so that this console can make no links.</source>
        <translation>На этом сервере о доступе решает другая программа (authMethod: http), поэтому консоль не может создавать ссылки.</translation>
    </message>
    <message>
        <source>This server asks every viewer for an account. A link would have to carry a password that never ends, so none is made.</source>
        <translation>Этот сервер требует от каждого зрителя учётную запись. Ссылка содержала бы бессрочный пароль, поэтому она не создаётся.</translation>
    </message>
    <message>
        <source>%1 has nothing recorded of that time any more.</source>
        <translation>На сервере %1 больше нет записей за это время.</translation>
    </message>
    <message>
        <source>It sends its viewers to another address: the server pulls nothing for it.</source>
        <translation>Он отправляет зрителей на другой адрес: сервер для него ничего не забирает.</translation>
    </message>
    <message>
        <source>It is a camera of the server&apos;s own computer: it has no address.</source>
        <translation>Это камера самого компьютера сервера: адреса у неё нет.</translation>
    </message>
    <message>
        <source>An earlier refused change was stuck on the path %1 and made the server refuse every other change. The path has its own values again.</source>
        <translation>Отклонённое ранее изменение застряло на пути %1, и из-за него сервер отклонял все остальные изменения. Пути возвращены его собственные значения.</translation>
    </message>
    <message>
        <source>It comes from the pattern “%1” of the server and is no path of its own.</source>
        <translation>Он создан по шаблону «%1» сервера и не является отдельным путём.</translation>
    </message>
    <message>
        <source>RTSP is turned off on this server.</source>
        <translation>RTSP на этом сервере выключен.</translation>
    </message>
    <message>
        <source>HLS is turned off on this server.</source>
        <translation>HLS на этом сервере выключен.</translation>
    </message>
    <message>
        <source>%1 does not tell what a path can be configured with.</source>
        <translation>%1 не сообщает, какие настройки возможны для пути.</translation>
    </message>
    <message>
        <source>%1 does not tell what is recorded: what answers on port %2 has no /list. The playback server of MediaMTX has to be reached there (playbackAddress).</source>
        <translation>%1 не сообщает, что записано: тот, кто отвечает на порту %2, не знает /list. Там должен быть доступен сервер воспроизведения MediaMTX (playbackAddress).</translation>
    </message>
    <message numerus="yes">
        <source>The clock of %1 differs from this computer&apos;s by %n minute(s). Tokens are signed for a difference of up to %2 minutes: set both clocks.</source>
        <translation>
            <numerusform>Часы %1 расходятся с часами этого компьютера на %n минуту. Токены подписываются при расхождении до %2 минут: проверьте часы на обоих.</numerusform>
            <numerusform>Часы %1 расходятся с часами этого компьютера на %n минуты. Токены подписываются при расхождении до %2 минут: проверьте часы на обоих.</numerusform>
            <numerusform>Часы %1 расходятся с часами этого компьютера на %n минут. Токены подписываются при расхождении до %2 минут: проверьте часы на обоих.</numerusform>
        </translation>
    </message>
    <message>
        <source>its playback server (playbackEncryption)</source>
        <translation>его сервер воспроизведения записей (playbackEncryption)</translation>
    </message>
    <message>
        <source>The API of this server is encrypted, and this is not: %1. The account %2 is not sent there unless it is allowed (“Account in clear”).</source>
        <translation>API этого сервера зашифрован, а это — нет: %1. Учётная запись %2 туда не отправляется, пока это не разрешено («Учётная запись открыто»).</translation>
    </message>
    <message>
        <source>%1 does not allow this to the account %2 (HTTP 403). Give it the permission “api” there, or look at what stands before the server.</source>
        <translation>%1 не разрешает этого учётной записи %2 (HTTP 403). Дайте ей там право «api» или проверьте, что стоит перед сервером.</translation>
    </message>
    <message>
        <source>This server gives RTSP only encrypted, and does not tell on which port (rtspsAddress).</source>
        <translation>Этот сервер отдаёт RTSP только зашифрованным и не сообщает, на каком порту (rtspsAddress).</translation>
    </message>
    <message>
        <source>HLS (hlsEncryption)</source>
        <translation>HLS (hlsEncryption)</translation>
    </message>
    <message>
        <source>RTSP (rtspEncryption)</source>
        <translation>RTSP (rtspEncryption)</translation>
    </message>
    <message>
        <source>%1 lets nobody watch without an account. Enter one that has the permission “%2” on the card of the server.</source>
        <translation>%1 никому не даёт смотреть без учётной записи. Введите на карточке сервера такую, у которой есть право «%2».</translation>
    </message>
    <message>
        <source>The account %1 of %2 has no permission “%3” for this stream. Give it that permission there (authInternalUsers).</source>
        <translation>У учётной записи %1 сервера %2 нет права «%3» на этот поток. Дайте ей там это право (authInternalUsers).</translation>
    </message>
    <message>
        <source>%1 asks for an account, and %2 was not sent: the API of the server is encrypted, and %3 is not, so that others could read the password. Turn encryption on there, or let the account be sent all the same, on the card of the server.</source>
        <translation>%1 требует учётную запись, а %2 не отправлена: API сервера зашифрован, а %3 — нет, и пароль могли бы прочитать другие. Включите там шифрование или разрешите всё же отправлять учётную запись на карточке сервера.</translation>
    </message>
    <message>
        <source>This server gives RTSP only encrypted (rtsps): not every player can open such a link.</source>
        <translation>Этот сервер отдаёт RTSP только зашифрованным (rtsps): такую ссылку откроет не каждый проигрыватель.</translation>
    </message>
    <message>
        <source>%1 lists more than any server carries: %2 paths, %3. Nothing of it was used.</source>
        <translation>%1 перечисляет больше, чем бывает у серверов: путей — %2, объём — %3. Ответ не использован.</translation>
    </message>
    <message>
        <source>%1 entries of the list of paths could not be read and were left out.</source>
        <translation>Записи списка путей, которые не удалось прочитать, пропущены: %1.</translation>
    </message>
    <message>
        <source>%1 tells of more viewers than any server has. Nothing of it was used.</source>
        <translation>%1 сообщает о большем числе зрителей, чем бывает у серверов. Ответ не использован.</translation>
    </message>
    <message>
        <source>%1 does not accept the tokens that this console signs. Either it does not check tokens any more (authMethod), or it has other keys than the registry (authJWTJWKS), or it looks for another issuer (authJWTIssuer), audience (authJWTAudience) or claim of permissions (authJWTClaimKey) than was entered here, or its clock is wrong.</source>
        <translation>%1 не принимает токены, подписанные этой консолью. Либо он больше не проверяет токены (authMethod), либо у него не те ключи, что в реестре (authJWTJWKS), либо он ждёт другого издателя (authJWTIssuer), получателя (authJWTAudience) или поле прав (authJWTClaimKey), чем введено здесь, либо у него неверные часы.</translation>
    </message>
</context>
<context>
    <name>MediaMtxDecoder</name>
    <message>
        <source>%1: the answer is not that of a MediaMTX. Check the type of the server.</source>
        <translation>%1: так MediaMTX не отвечает. Проверьте тип сервера.</translation>
    </message>
    <message>
        <source>Reading the version</source>
        <translation>Чтение версии</translation>
    </message>
    <message>
        <source>Reading the configuration</source>
        <translation>Чтение настроек</translation>
    </message>
    <message>
        <source>Reading the configured paths</source>
        <translation>Чтение настроенных путей</translation>
    </message>
    <message>
        <source>Reading the running paths</source>
        <translation>Чтение работающих путей</translation>
    </message>
    <message>
        <source>Reading a configured path</source>
        <translation>Чтение настроенного пути</translation>
    </message>
    <message>
        <source>The answer does not describe a path.</source>
        <translation>Ответ не описывает путь.</translation>
    </message>
    <message>
        <source>Reading a path</source>
        <translation>Чтение пути</translation>
    </message>
    <message>
        <source>Reading the recordings of a path</source>
        <translation>Чтение записей пути</translation>
    </message>
    <message>
        <source>Reading what is recorded</source>
        <translation>Чтение записанного</translation>
    </message>
    <message>
        <source>%1: the answer cannot be read.</source>
        <translation>%1: ответ не удалось прочитать.</translation>
    </message>
    <message>
        <source>Reading who may watch</source>
        <translation>Чтение прав на просмотр</translation>
    </message>
    <message>
        <source>Reading the sessions</source>
        <translation>Чтение сеансов</translation>
    </message>
</context>
<context>
    <name>MediaServerClient</name>
    <message>
        <source>%1 does not know this call (HTTP 404). Check address, port and type of the server.</source>
        <translation>%1 не знает такого вызова (HTTP 404). Проверьте адрес, порт и тип сервера.</translation>
    </message>
    <message>
        <source>%1 points to another address (HTTP %2). Enter the final address of the API.</source>
        <translation>%1 указывает на другой адрес (HTTP %2). Введите конечный адрес API.</translation>
    </message>
    <message>
        <source>%1 answered with HTTP %2.</source>
        <translation>%1: ответ HTTP %2.</translation>
    </message>
    <message>
        <source>%1 answered with HTTP %2: %3</source>
        <translation>%1: ответ HTTP %2: %3</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of carrying out the command. Check address and port; a proxy may stand in between.</source>
        <translation>%1 вместо выполнения команды ответил веб-страницей. Проверьте адрес и порт; возможно, между ними стоит прокси.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Ничего не изменено.</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a stream on %2.</source>
        <translation>«%1» не может быть именем потока на %2.</translation>
    </message>
    <message>
        <source>%1 has no call that moves a stream.</source>
        <translation>У %1 нет вызова, который переносит поток.</translation>
    </message>
    <message>
        <source>%1 keeps no index of its recordings that could be read anew.</source>
        <translation>%1 не ведёт индекса своих записей, который можно было бы перечитать.</translation>
    </message>
    <message>
        <source>%1 does not tell its sessions, so none can be ended.</source>
        <translation>%1 не сообщает о сеансах, поэтому завершить их нельзя.</translation>
    </message>
    <message>
        <source>%1 takes no tokens that are signed by this console.</source>
        <translation>%1 не принимает токены, подписанные этой консолью.</translation>
    </message>
    <message>
        <source>%1 does not accept the token or password. Enter a valid one.</source>
        <translation>%1 не принимает токен или пароль. Введите действующий.</translation>
    </message>
</context>
<context>
    <name>MediaServerV2Client</name>
    <message>
        <source>The load of the server could not be read: %1</source>
        <translation>Не удалось прочитать нагрузку сервера: %1</translation>
    </message>
    <message>
        <source>%1 has no stream %2.</source>
        <translation>На сервере %1 нет потока %2.</translation>
    </message>
    <message>
        <source>It was removed from the server meanwhile.</source>
        <translation>Тем временем его удалили с сервера.</translation>
    </message>
    <message>
        <source>%1 does not offer the stream for playback.</source>
        <translation>%1 не отдаёт этот поток для просмотра.</translation>
    </message>
    <message>
        <source>This server does not deliver the stream by RTSP.</source>
        <translation>Этот сервер не отдаёт поток по RTSP.</translation>
    </message>
    <message>
        <source>This server does not deliver the stream by HLS.</source>
        <translation>Этот сервер не отдаёт поток по HLS.</translation>
    </message>
    <message>
        <source>%1 names no storage for the archive, and a stream cannot be configured without one. Enter the folder of the archive.</source>
        <translation>%1 не называет хранилища архива, а без него поток не настроить. Укажите папку архива.</translation>
    </message>
    <message>
        <source>%1 does not show the configuration of this stream completely, so changing it could lose settings.</source>
        <translation>%1 показывает настройки этого потока не полностью: при изменении часть могла бы потеряться.</translation>
    </message>
    <message>
        <source>The complete address of the stream is not known. Enter it again.</source>
        <translation>Полный адрес потока неизвестен. Введите его ещё раз.</translation>
    </message>
    <message>
        <source>%1 does not know the call that creates and changes streams (HTTP 404).</source>
        <translation>%1 не знает вызова, который создаёт и изменяет потоки (HTTP 404).</translation>
    </message>
    <message>
        <source>This server does not deliver the recordings of the stream by HLS.</source>
        <translation>Этот сервер не отдаёт записи потока по HLS.</translation>
    </message>
    <message>
        <source>This server does not deliver the recordings of the stream as a file.</source>
        <translation>Этот сервер не отдаёт записи потока файлом.</translation>
    </message>
    <message>
        <source>This server does not deliver the recordings of the stream by RTSP.</source>
        <translation>Этот сервер не отдаёт записи потока по RTSP.</translation>
    </message>
    <message>
        <source>The server lets nobody watch this stream (access: none).</source>
        <translation>Сервер никому не даёт смотреть этот поток (access: none).</translation>
    </message>
    <message>
        <source>At present this server lets everybody watch the stream, also without a token, and after the token has ended.</source>
        <translation>Сейчас этот сервер позволяет смотреть поток всем, в том числе без токена и после его окончания.</translation>
    </message>
    <message>
        <source>The server lets only some networks watch this stream (access: protected). Who gets the link has to be in one of them.</source>
        <translation>Сервер даёт смотреть этот поток только из некоторых сетей (access: protected). Получатель ссылки должен быть в одной из них.</translation>
    </message>
    <message>
        <source>The token opens the whole stream, live and archive, until it ends. The server cannot take it back, and who is watching when it ends goes on.</source>
        <translation>Токен открывает поток целиком, прямой эфир и архив, до конца срока. Отозвать его сервер не может; кто смотрит в момент окончания, продолжит смотреть.</translation>
    </message>
    <message>
        <source>%1 asks for a token although the camera&apos;s External access is on. Switch it off and on again, so that the server gets it.</source>
        <translation>%1 требует токен, хотя внешний доступ камеры включён. Выключите и включите его снова, чтобы сервер его получил.</translation>
    </message>
</context>
<context>
    <name>MediaServerV2Decoder</name>
    <message>
        <source>The server reports impossible numbers (%1); they are shown as unknown.</source>
        <translation>Сервер сообщает невозможные числа (%1); они показаны как неизвестные.</translation>
    </message>
    <message>
        <source>%1 entries of the stream list could not be read and were left out.</source>
        <translation>Записей списка потоков, которые не удалось прочитать: %1; они пропущены.</translation>
    </message>
    <message>
        <source>The server lists %1 several times; the first entry is used.</source>
        <translation>Сервер называет %1 несколько раз; взята первая запись.</translation>
    </message>
    <message>
        <source>Reading the list of streams</source>
        <translation>Чтение списка потоков</translation>
    </message>
    <message>
        <source>%1: the answer is not a list of streams. Check address and type of the server.</source>
        <translation>%1: ответ не является списком потоков. Проверьте адрес и тип сервера.</translation>
    </message>
    <message>
        <source>Reading a stream</source>
        <translation>Чтение потока</translation>
    </message>
    <message>
        <source>%1: the answer does not describe a stream.</source>
        <translation>%1: ответ не описывает поток.</translation>
    </message>
    <message>
        <source>Reading the playback addresses</source>
        <translation>Чтение адресов просмотра</translation>
    </message>
    <message>
        <source>Asking for an access token</source>
        <translation>Запрос токена доступа</translation>
    </message>
    <message>
        <source>%1: the server gave an empty token.</source>
        <translation>%1: сервер выдал пустой токен.</translation>
    </message>
    <message>
        <source>Reading what is recorded</source>
        <translation>Чтение записанного</translation>
    </message>
</context>
<context>
    <name>MediaServerV2StreamBody</name>
    <message>
        <source>Reading the configuration of a stream</source>
        <translation>Чтение настроек потока</translation>
    </message>
    <message>
        <source>%1: the answer does not describe a stream.</source>
        <translation>%1: ответ не описывает поток.</translation>
    </message>
</context>
<context>
    <name>Migrations</name>
    <message>
        <source>The file %1 is a database of another program. It was left as it is; choose another file.</source>
        <translation>Файл %1 — база данных другой программы. Он оставлен без изменений; выберите другой файл.</translation>
    </message>
    <message>
        <source>The registry %1 was written by a newer Streamkeeper (schema %2, this program knows %3). Install the newer version.</source>
        <translation>Реестр %1 записан более новой версией Streamkeeper (схема %2, эта программа знает %3). Установите более новую версию.</translation>
    </message>
</context>
<context>
    <name>NamedStreams</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… и ещё %n</numerusform>
            <numerusform>… и ещё %n</numerusform>
            <numerusform>… и ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected stream(s) out of sight:</source>
        <translation>
            <numerusform>%n выбранный поток вне поля зрения:</numerusform>
            <numerusform>%n выбранных потока вне поля зрения:</numerusform>
            <numerusform>%n выбранных потоков вне поля зрения:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewStreams</name>
    <message>
        <source>Choose the media server for the streams.</source>
        <translation>Выберите медиасервер для потоков.</translation>
    </message>
    <message>
        <source>Enter the address of at least one stream.</source>
        <translation>Введите адрес хотя бы одного потока.</translation>
    </message>
    <message>
        <source>%1 already has a high-quality stream.</source>
        <translation>У камеры %1 уже есть поток высокого качества.</translation>
    </message>
    <message>
        <source>%1 already has a low-quality stream.</source>
        <translation>У камеры %1 уже есть поток низкого качества.</translation>
    </message>
</context>
<context>
    <name>ObservationRepository</name>
    <message>
        <source>What %1 told last could not be kept: %2</source>
        <translation>Последний ответ сервера %1 не удалось сохранить: %2</translation>
    </message>
    <message>
        <source>%1 told several streams under one name; the first of each name is kept.</source>
        <translation>%1 назвал несколько потоков одним именем; сохранён первый с каждым именем.</translation>
    </message>
</context>
<context>
    <name>OnvifClient</name>
    <message>
        <source>%1 is an ONVIF device without video: it tells no profile.</source>
        <translation>%1 — устройство ONVIF без видео: оно не называет ни одного профиля.</translation>
    </message>
</context>
<context>
    <name>OnvifTexts</name>
    <message>
        <source>Its clock is %1 ahead.</source>
        <translation>Его часы спешат на %1.</translation>
    </message>
    <message>
        <source>Its clock is %1 behind.</source>
        <translation>Его часы отстают на %1.</translation>
    </message>
    <message>
        <source>It does not tell its time.</source>
        <translation>Оно не сообщает своего времени.</translation>
    </message>
    <message>
        <source>It takes itself to be at %1; the address that was asked is used instead.</source>
        <translation>Оно называет своим адресом %1; вместо него берётся адрес, по которому его спросили.</translation>
    </message>
    <message>
        <source>It speaks an old edition of ONVIF.</source>
        <translation>Оно знает только старую редакцию ONVIF.</translation>
    </message>
    <message>
        <source>Its Media2 service does not work, so streams in H.265 may be missing.</source>
        <translation>Его служба Media2 не работает, поэтому потоков H.265 может не хватать.</translation>
    </message>
    <message>
        <source>It has more profiles than are shown.</source>
        <translation>У него больше профилей, чем показано.</translation>
    </message>
    <message>
        <source>It does not tell the addresses of all its streams.</source>
        <translation>Оно сообщает адреса не всех своих потоков.</translation>
    </message>
    <message>
        <source>%1 frames/s</source>
        <translation>%1 кадр/с</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 кбит/с</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>profile: what it sends</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>OperationDraft</name>
    <message>
        <source>Somebody else changed %1 a moment ago. Look at it again.</source>
        <translation>%1: только что изменено кем-то другим. Посмотрите ещё раз.</translation>
    </message>
</context>
<context>
    <name>OperationRepository</name>
    <message>
        <source>%1 is being worked on by %2. Wait until that is finished.</source>
        <translation>С %1 сейчас работает %2. Дождитесь окончания.</translation>
    </message>
    <message>
        <source>The operation on %1 was taken over by another program.</source>
        <translation>Операцию с %1 взяла на себя другая программа.</translation>
    </message>
    <message>
        <source>This program does not know what is to be done.</source>
        <translation>Эта программа не знает, что нужно сделать.</translation>
    </message>
</context>
<context>
    <name>OperationRun</name>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
    <message>
        <source>It was being undone when the program ended.</source>
        <translation>Операция отменялась, когда программа завершилась.</translation>
    </message>
    <message>
        <source>The address of the stream cannot be unsealed. Unlock the secrets first.</source>
        <translation>Адрес потока не удаётся распечатать. Сначала откройте секреты.</translation>
    </message>
    <message>
        <source>%1 It is not known whether the change arrived. The registry keeps it; when the server answers again and has it not, the row says &quot;different&quot; or &quot;missing&quot;.</source>
        <translation>%1 Неизвестно, дошло ли изменение. В реестре оно остаётся; если сервер, ответив снова, его не имеет, в строке будет «отличается» или «отсутствует».</translation>
    </message>
    <message>
        <source>%1 took the change, but does not show it yet. Look at the row again after the next polls.</source>
        <translation>%1 принял изменение, но ещё не показывает его. Взгляните на строку после следующих опросов.</translation>
    </message>
    <message>
        <source>It could not be undone on %1: look at the row when that server answers.</source>
        <translation>Отменить это на %1 не удалось: взгляните на строку, когда сервер ответит.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Ничего не изменено.</translation>
    </message>
    <message>
        <source>%1 The stream stays in the registry.</source>
        <translation>%1 Поток остаётся в реестре.</translation>
    </message>
    <message>
        <source>It is not known whether %1 deleted the stream. It stays in the registry; delete it again when the server answers.</source>
        <translation>Неизвестно, удалил ли %1 поток. Он остаётся в реестре; удалите его ещё раз, когда сервер ответит.</translation>
    </message>
    <message>
        <source>The stream has no media server.</source>
        <translation>У потока нет медиасервера.</translation>
    </message>
    <message>
        <source>%1 restarted the stream. The camera does not answer it yet.</source>
        <translation>%1 перезапустил поток. Камера ему пока не отвечает.</translation>
    </message>
    <message>
        <source>%1 It is not known whether the stream was restarted.</source>
        <translation>%1 Неизвестно, перезапущен ли поток.</translation>
    </message>
    <message>
        <source>%1 took the request, but no new capture was seen yet.</source>
        <translation>%1 принял запрос, но новый захват ещё не замечен.</translation>
    </message>
    <message>
        <source>Asked; not waited for. A stream that its server keeps is shown as unmanaged after the next poll.</source>
        <translation>Запрошено, ожидания не было. Если сервер оставит поток, после следующего опроса он будет показан как неучтённый.</translation>
    </message>
    <message>
        <source>Asked; not waited for. The next poll shows whether the server has done it.</source>
        <translation>Запрошено, ожидания не было. Сделал ли это сервер, покажет следующий опрос.</translation>
    </message>
    <message>
        <source>%1 was not asked (any more).</source>
        <translation>%1 (больше) не опрашивался.</translation>
    </message>
    <message>
        <source>Who may watch is not as the camera&apos;s External access says: do it again when the server answers.</source>
        <translation>Права на просмотр не соответствуют внешнему доступу камеры: повторите, когда сервер ответит.</translation>
    </message>
    <message>
        <source>Cancelled before anything was asked.</source>
        <translation>Отменено до первого запроса.</translation>
    </message>
    <message>
        <source>%1 restarted the stream. It pulls the camera again when somebody watches.</source>
        <translation>%1 перезапустил поток. Камера будет опрошена снова, когда кто-нибудь начнёт смотреть.</translation>
    </message>
    <message>
        <source>What its server keeps of the stream cannot be unsealed. Unlock the secrets first.</source>
        <translation>Не удалось распечатать собственные настройки потока на сервере. Сначала разблокируйте секреты.</translation>
    </message>
    <message>
        <source>It was deleted on its servers, and is still in the registry: delete it again.</source>
        <translation>На серверах поток удалён, а в реестре ещё есть: удалите его ещё раз.</translation>
    </message>
    <message>
        <source>The journal is told as soon as it can be written.</source>
        <translation>В журнал это будет записано, как только он станет доступен для записи.</translation>
    </message>
    <message>
        <source>The transfer stands still. It is carried on, or taken back, as soon as the registry can be written.</source>
        <translation>Перенос приостановлен. Он будет продолжен или отменён, как только реестр станет доступен для записи.</translation>
    </message>
    <message>
        <source>It was tried several times, and the operation was stopped here. Registry and servers may differ now: look at the row after the next polls.</source>
        <translation>После нескольких попыток операция на этом остановлена. Реестр и серверы могут теперь расходиться: посмотрите на строку после следующих опросов.</translation>
    </message>
    <message>
        <source>%1 captures the stream. The camera does not answer it yet.</source>
        <translation>%1 захватывает поток. Камера ему пока не отвечает.</translation>
    </message>
</context>
<context>
    <name>OrderReader</name>
    <message>
        <source>%1: &quot;%2&quot; is no whole number.</source>
        <translation>%1: «%2» — не целое число.</translation>
    </message>
    <message>
        <source>replace: 0 is a new camera, 1 a replaced one.</source>
        <translation>replace: 0 — новая камера, 1 — заменяемая.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no order: write new_camera, attach_camera or dhcp.</source>
        <translation>«%1» — не заявка: пишите new_camera, attach_camera или dhcp.</translation>
    </message>
    <message>
        <source>The file has no column &quot;%1&quot;. A file of orders has the columns order and mac, and those that the orders need: %2.</source>
        <translation>В файле нет столбца «%1». В файле заявок есть столбцы order и mac и те, что нужны заявкам: %2.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>No answer %1</source>
        <comment>a media server; how long</comment>
        <translation>Не отвечает %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Не отвечает</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Ещё не опрошен</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Отвечает</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>was %1</source>
        <comment>the last value that is known</comment>
        <translation>было %1</translation>
    </message>
    <message numerus="yes">
        <source>full in %n day(s)</source>
        <translation>
            <numerusform>заполнится через %n день</numerusform>
            <numerusform>заполнится через %n дня</numerusform>
            <numerusform>заполнится через %n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lost</source>
        <comment>streams of a media server</comment>
        <translation>
            <numerusform>%n потерян</numerusform>
            <numerusform>%n потеряно</numerusform>
            <numerusform>%n потеряно</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>camera · quality</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>streams that were lost · all of that cause</comment>
        <translation>%1 из %2</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message numerus="yes">
        <source>A passphrase has at least %n character(s).</source>
        <translation>
            <numerusform>Парольная фраза — не короче %n символа.</numerusform>
            <numerusform>Парольная фраза — не короче %n символов.</numerusform>
            <numerusform>Парольная фраза — не короче %n символов.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PieceLocator</name>
    <message>
        <source>The media server is not in the registry any more.</source>
        <translation>Медиасервера больше нет в реестре.</translation>
    </message>
</context>
<context>
    <name>PlacementTexts</name>
    <message>
        <source>takes no new streams</source>
        <translation>не принимает новых потоков</translation>
    </message>
    <message>
        <source>limit of streams reached</source>
        <translation>достигнут предел потоков</translation>
    </message>
    <message>
        <source>limit of traffic reached</source>
        <translation>достигнут предел трафика</translation>
    </message>
    <message>
        <source>other group type</source>
        <translation>другой тип группы</translation>
    </message>
    <message>
        <source>storage unknown</source>
        <translation>заполненность хранилища неизвестна</translation>
    </message>
    <message>
        <source>storage full</source>
        <translation>хранилище заполнено</translation>
    </message>
    <message>
        <source>has the stream now</source>
        <translation>поток сейчас на нём</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Распределение</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Отвечает</translation>
    </message>
    <message>
        <source>Streams limit</source>
        <translation>Предел потоков</translation>
    </message>
    <message>
        <source>Traffic limit</source>
        <translation>Предел трафика</translation>
    </message>
    <message>
        <source>Group type</source>
        <translation>Тип группы</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Хранилище</translation>
    </message>
    <message>
        <source>Other server</source>
        <translation>Другой сервер</translation>
    </message>
    <message>
        <source>Main and additional servers are found</source>
        <translation>Основной и дополнительный серверы найдены</translation>
    </message>
    <message>
        <source>Main media server is found</source>
        <translation>Основной медиасервер найден</translation>
    </message>
    <message>
        <source>Additional media server is not found</source>
        <translation>Дополнительный медиасервер не найден</translation>
    </message>
    <message>
        <source>No server fits</source>
        <translation>Ни один сервер не подходит</translation>
    </message>
    <message>
        <source>would do, another server of the search goes before it</source>
        <translation>подошёл бы, но другой из найденных серверов предпочтительнее</translation>
    </message>
    <message>
        <source>would do, another cluster goes before its own</source>
        <translation>подошёл бы, но другой кластер предпочтительнее</translation>
    </message>
    <message>
        <source>Searched in the clusters of the camera&apos;s server group %1.</source>
        <translation>Поиск шёл в кластерах группы серверов камеры — %1.</translation>
    </message>
    <message>
        <source>Searched in the clusters of the server group %1: the camera&apos;s address is in its subnet %2.</source>
        <translation>Поиск шёл в кластерах группы серверов %1: адрес камеры входит в её подсеть %2.</translation>
    </message>
    <message>
        <source>Searched in clusters that belong to no server group: the camera has none, and its address is in no subnet of one.</source>
        <translation>Поиск шёл в кластерах вне групп серверов: у камеры группы нет, и её адрес не входит ни в одну подсеть групп.</translation>
    </message>
    <message>
        <source>Searched among the servers in no cluster: the stream is not reserved.</source>
        <translation>Поиск шёл среди серверов вне кластеров: поток не зарезервирован.</translation>
    </message>
    <message>
        <source>Searched in the picked cluster only.</source>
        <translation>Поиск шёл только в выбранном кластере.</translation>
    </message>
    <message>
        <source>The stream loses its reserve: it will be on one media server only.</source>
        <translation>Поток потеряет резерв: он будет только на одном медиасервере.</translation>
    </message>
    <message>
        <source>The stream is not reserved now; with this cluster it will be.</source>
        <translation>Сейчас поток не зарезервирован; с этим кластером он получит резерв.</translation>
    </message>
    <message>
        <source>The cluster is not one of the camera&apos;s server group. The camera&apos;s group is not changed.</source>
        <translation>Кластер не входит в группу серверов камеры. Группа камеры не меняется.</translation>
    </message>
    <message>
        <source>A found server does not tell how full its storage is.</source>
        <translation>Найденный сервер не сообщает, насколько заполнено его хранилище.</translation>
    </message>
    <message>
        <source>The load of a found server is not known.</source>
        <translation>Нагрузка найденного сервера неизвестна.</translation>
    </message>
    <message>
        <source>The bitrate of the stream is not known: the limits of traffic were checked without it.</source>
        <translation>Битрейт потока неизвестен: пределы трафика проверены без него.</translation>
    </message>
    <message>
        <source>cannot be the additional server: a reserve is not provided by these servers</source>
        <translation>не может быть дополнительным: эти серверы не поддерживают резерв</translation>
    </message>
    <message>
        <source>cannot be asked now</source>
        <translation>сейчас недоступен для запросов</translation>
    </message>
    <message>
        <source>not among the servers searched; would do</source>
        <translation>не входит в поиск; подошёл бы</translation>
    </message>
    <message>
        <source>not among the servers searched; %1</source>
        <translation>не входит в поиск; %1</translation>
    </message>
    <message>
        <source>The media server was picked by hand.</source>
        <translation>Медиасервер выбран вручную.</translation>
    </message>
</context>
<context>
    <name>PolledServers</name>
    <message>
        <source>The media server is not connected: it is not in the registry, or its token cannot be unsealed.</source>
        <translation>Медиасервер не подключён: его нет в реестре, или его токен не удаётся распечатать.</translation>
    </message>
</context>
<context>
    <name>RegistryDatabase</name>
    <message>
        <source>The registry %1 is locked by another program. Close it, or try again in a moment.</source>
        <translation>Реестр %1 занят другой программой. Закройте её или повторите попытку чуть позже.</translation>
    </message>
    <message>
        <source>The registry %1 cannot be written. Check the permissions of the file and its folder.</source>
        <translation>В реестр %1 нельзя записать. Проверьте права на файл и его папку.</translation>
    </message>
    <message>
        <source>The disk that holds the registry %1 is full. Nothing was changed; free some space and try again.</source>
        <translation>Диск с реестром %1 заполнен. Ничего не изменено; освободите место и повторите попытку.</translation>
    </message>
    <message>
        <source>The file %1 is not a Streamkeeper registry. It was left as it is; choose another file.</source>
        <translation>Файл %1 — не реестр Streamkeeper. Он оставлен без изменений; выберите другой файл.</translation>
    </message>
    <message>
        <source>The registry %1 is damaged. It was left as it is; restore a copy of it.</source>
        <translation>Реестр %1 повреждён. Он оставлен без изменений; восстановите его из копии.</translation>
    </message>
    <message>
        <source>The registry %1 cannot be opened. Check that its folder exists and may be written.</source>
        <translation>Не удаётся открыть реестр %1. Проверьте, что его папка существует и доступна для записи.</translation>
    </message>
    <message>
        <source>The registry %1 refused a request. The log has the details.</source>
        <translation>Реестр %1 отклонил запрос. Подробности — в журнале.</translation>
    </message>
    <message>
        <source>%1 is a folder, not a registry file.</source>
        <translation>%1 — папка, а не файл реестра.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>Не удаётся создать папку %1.</translation>
    </message>
    <message>
        <source>The registry %1 is read-only. Check the permissions of the file and its folder.</source>
        <translation>Реестр %1 доступен только для чтения. Проверьте права на файл и его папку.</translation>
    </message>
    <message>
        <source>The registry %1 cannot use a write-ahead log; is it on a network drive?</source>
        <translation>Реестр %1 не может вести журнал упреждающей записи (WAL); не на сетевом ли он диске?</translation>
    </message>
    <message>
        <source>This SQLite library does not support foreign keys.</source>
        <translation>Эта библиотека SQLite не поддерживает внешние ключи.</translation>
    </message>
</context>
<context>
    <name>RtspTunnel</name>
    <message>
        <source>%1 does not speak RTSP.</source>
        <translation>%1 не говорит по RTSP.</translation>
    </message>
    <message>
        <source>another address</source>
        <translation>другой адрес</translation>
    </message>
    <message>
        <source>%1 sends its viewers to %2. It is not followed there, because the user name and password are for %1 only. Enter the final address.</source>
        <translation>%1 отсылает зрителей на %2. Туда перехода нет, потому что имя и пароль — только для %1. Введите конечный адрес.</translation>
    </message>
</context>
<context>
    <name>SealedSecrets</name>
    <message>
        <source>The registry does not have this secret any more.</source>
        <translation>Этого секрета больше нет в реестре.</translation>
    </message>
</context>
<context>
    <name>SecretVault</name>
    <message>
        <source>The system gave no random numbers, so nothing can be sealed.</source>
        <translation>Система не выдала случайных чисел, поэтому зашифровать ничего нельзя.</translation>
    </message>
    <message>
        <source>No key could be made from the passphrase.</source>
        <translation>Не удалось получить ключ из парольной фразы.</translation>
    </message>
    <message>
        <source>The secrets of this registry are locked, so a token or password cannot be kept. Choose in the notice at the top of the window where the key shall be kept, then try again.</source>
        <translation>Секреты этого реестра заблокированы, поэтому токен или пароль сохранить нельзя. Выберите в уведомлении вверху окна, где хранить ключ, и повторите попытку.</translation>
    </message>
    <message>
        <source>A secret could not be sealed.</source>
        <translation>Не удалось зашифровать секрет.</translation>
    </message>
    <message>
        <source>The secrets of this registry are locked.</source>
        <translation>Секреты этого реестра заблокированы.</translation>
    </message>
    <message>
        <source>A sealed secret of the registry is damaged. Enter it again.</source>
        <translation>Зашифрованный секрет в реестре повреждён. Введите его заново.</translation>
    </message>
    <message>
        <source>A secret was sealed with another key. Enter it again.</source>
        <translation>Секрет зашифрован другим ключом. Введите его заново.</translation>
    </message>
    <message>
        <source>A sealed secret of the registry was altered. Enter it again.</source>
        <translation>Зашифрованный секрет в реестре был изменён. Введите его заново.</translation>
    </message>
    <message>
        <source>The record of the registry&apos;s key asks for too little or too much work to open it: it was altered, or is a newer program&apos;s.</source>
        <translation>Запись о ключе реестра требует слишком мало или слишком много вычислений, чтобы его открыть: она изменена или сделана более новой программой.</translation>
    </message>
</context>
<context>
    <name>ServerCertificate</name>
    <message>
        <source>The certificate of %1 is not the one that was accepted for this server. Either it was renewed, or somebody else answers there. No token was sent.</source>
        <translation>Сертификат %1 — не тот, что был принят для этого сервера. Либо его обновили, либо там отвечает кто-то другой. Токен не отправлен.</translation>
    </message>
    <message>
        <source>%1 showed no certificate.</source>
        <translation>%1 не предъявляет сертификат.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not signed by an authority that this computer knows (%2). Compare its fingerprint with the server&apos;s, then accept it for this server.</source>
        <translation>Сертификат %1 не подписан известным этому компьютеру центром (%2). Сравните его отпечаток с отпечатком на сервере и примите его для этого сервера.</translation>
    </message>
</context>
<context>
    <name>ServerEditRule</name>
    <message>
        <source>The type of a server cannot be changed. Add the other one as a new server.</source>
        <translation>Тип сервера изменить нельзя. Добавьте другой как новый сервер.</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) are on this server. This field can be changed when there are none.</source>
        <translation>
            <numerusform>На этом сервере %n поток. Поле можно изменить, когда потоков нет.</numerusform>
            <numerusform>На этом сервере %n потока. Поле можно изменить, когда потоков нет.</numerusform>
            <numerusform>На этом сервере %n потоков. Поле можно изменить, когда потоков нет.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1:%2 is in the registry already: it is the media server %3.</source>
        <translation>%1:%2 уже есть в реестре: это медиасервер %3.</translation>
    </message>
    <message>
        <source>%1, not encrypted</source>
        <translation>%1, без шифрования</translation>
    </message>
    <message>
        <source>The stored token or password was given for %1. Enter it again, or say that it may go to %2.</source>
        <translation>Сохранённый токен или пароль был задан для %1. Введите его ещё раз или подтвердите, что его можно передать на %2.</translation>
    </message>
</context>
<context>
    <name>ServerInfoDecoder</name>
    <message>
        <source>Reading the state of the server</source>
        <translation>Чтение состояния сервера</translation>
    </message>
    <message>
        <source>%1: the answer is not that of a media_server_v2. Check the type of the server.</source>
        <translation>%1: так media_server_v2 не отвечает. Проверьте тип сервера.</translation>
    </message>
    <message>
        <source>The server lists %1 storages; the first %2 are shown.</source>
        <translation>Сервер перечисляет %1 хранилищ; показаны первые %2.</translation>
    </message>
</context>
<context>
    <name>ServerProbe</name>
    <message>
        <source>%1 answers like a %2, not like a %3. Choose the type %2.</source>
        <translation>%1 отвечает как %2, а не как %3. Выберите тип %2.</translation>
    </message>
</context>
<context>
    <name>ServerRepository</name>
    <message>
        <source>There is already a media server named %1.</source>
        <translation>Медиасервер с именем %1 уже есть.</translation>
    </message>
    <message>
        <source>The media server %1 was changed by somebody else meanwhile. Nothing was saved: look at the new settings and enter yours again.</source>
        <translation>Медиасервер %1 тем временем изменил кто-то другой. Ничего не сохранено: посмотрите новые параметры и введите свои ещё раз.</translation>
    </message>
    <message>
        <source>The media server %1 is in the cluster %2. Take it out of the cluster first, or delete the cluster.</source>
        <translation>Медиасервер %1 входит в кластер %2. Сначала выведите его из кластера или удалите кластер.</translation>
    </message>
</context>
<context>
    <name>ServerTexts</name>
    <message>
        <source>Answers</source>
        <translation>Отвечает</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ожидание</translation>
    </message>
    <message>
        <source>Locked</source>
        <comment>a server whose token cannot be unsealed</comment>
        <translation>Заблокирован</translation>
    </message>
    <message>
        <source>Refuses the token</source>
        <comment>a server</comment>
        <translation>Отклоняет токен</translation>
    </message>
    <message>
        <source>Certificate</source>
        <comment>a server whose certificate is not accepted</comment>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Answers wrongly</source>
        <comment>a server</comment>
        <translation>Отвечает с ошибкой</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <comment>a server</comment>
        <translation>Недоступен</translation>
    </message>
    <message>
        <source>The token of %1 is locked</source>
        <translation>Токен сервера %1 заблокирован</translation>
    </message>
    <message>
        <source>%1 refuses the token or password</source>
        <translation>%1 отклоняет токен или пароль</translation>
    </message>
    <message>
        <source>%1 wants an account that is withheld</source>
        <translation>%1 требует учётную запись, которую нельзя передавать</translation>
    </message>
    <message>
        <source>The certificate of %1 is not accepted</source>
        <translation>Сертификат сервера %1 не принят</translation>
    </message>
    <message>
        <source>%1 answers with an error</source>
        <translation>%1 отвечает с ошибкой</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 не отвечает</translation>
    </message>
</context>
<context>
    <name>SettingsChanges</name>
    <message>
        <source>unlimited</source>
        <translation>без предела</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no stored secret</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>stored, sealed</source>
        <translation>хранится запечатанным</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>Internal address</source>
        <translation>Внутренний адрес</translation>
    </message>
    <message>
        <source>API by https</source>
        <translation>API по https</translation>
    </message>
    <message>
        <source>Internal port</source>
        <translation>Внутренний порт</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Токен</translation>
    </message>
    <message>
        <source>Accepted certificate</source>
        <translation>Принятый сертификат</translation>
    </message>
    <message>
        <source>External address</source>
        <translation>Внешний адрес</translation>
    </message>
    <message>
        <source>HLS by https</source>
        <translation>HLS по https</translation>
    </message>
    <message>
        <source>External port</source>
        <translation>Внешний порт</translation>
    </message>
    <message>
        <source>RTSP port</source>
        <translation>Порт RTSP</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Группа</translation>
    </message>
    <message>
        <source>Limit of streams</source>
        <translation>Предел потоков</translation>
    </message>
    <message>
        <source>Incoming traffic limit</source>
        <translation>Предел входящего трафика</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активный</translation>
    </message>
    <message>
        <source>Incorrect cameras</source>
        <translation>Некорректные камеры</translation>
    </message>
    <message>
        <source>Node name</source>
        <translation>Имя узла</translation>
    </message>
    <message>
        <source>Storages</source>
        <translation>Хранилища</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-адрес</translation>
    </message>
    <message>
        <source>Id on the server</source>
        <translation>Идентификатор на сервере</translation>
    </message>
    <message>
        <source>Creation method</source>
        <translation>Способ создания</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-адрес</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Серийный номер</translation>
    </message>
    <message>
        <source>Group type</source>
        <translation>Тип группы</translation>
    </message>
    <message>
        <source>External access</source>
        <translation>Внешний доступ</translation>
    </message>
    <message>
        <source>Allowed subnets</source>
        <translation>Разрешённые подсети</translation>
    </message>
    <message>
        <source>Increased reconnection time</source>
        <translation>Увеличенное время переподключения</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Archive recording</source>
        <translation>Запись архива</translation>
    </message>
    <message>
        <source>Archive depth, days</source>
        <translation>Глубина архива, дней</translation>
    </message>
    <message>
        <source>ONVIF user</source>
        <translation>Пользователь ONVIF</translation>
    </message>
    <message>
        <source>ONVIF port</source>
        <translation>Порт ONVIF</translation>
    </message>
    <message>
        <source>ONVIF password</source>
        <translation>Пароль ONVIF</translation>
    </message>
    <message>
        <source>another one</source>
        <comment>a secret or certificate that was replaced</comment>
        <translation>другой</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a setting, its old and its new value</comment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>chosen</source>
        <comment>a server group</comment>
        <translation>выбрана</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no server group</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>Server group</source>
        <translation>Группа серверов</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 кбит/с</translation>
    </message>
    <message>
        <source>signed tokens</source>
        <translation>подписанные токены</translation>
    </message>
    <message>
        <source>user and password</source>
        <translation>пользователь и пароль</translation>
    </message>
    <message>
        <source>Sign in by</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Issuer of tokens</source>
        <translation>Издатель токенов</translation>
    </message>
    <message>
        <source>Audience of tokens</source>
        <translation>Получатель токенов</translation>
    </message>
    <message>
        <source>Claim of permissions</source>
        <translation>Поле прав</translation>
    </message>
    <message>
        <source>Account in clear</source>
        <translation>Учётная запись открыто</translation>
    </message>
    <message>
        <source>Switches off disconnected streams</source>
        <translation>Отключает потоки сама</translation>
    </message>
    <message>
        <source>Stream activation</source>
        <translation>Активация потоков</translation>
    </message>
</context>
<context>
    <name>SettingsEditor</name>
    <message>
        <source>Somebody else changed these settings meanwhile. Nothing of yours was saved.</source>
        <translation>Эти параметры тем временем изменил кто-то другой. Ваше не сохранено.</translation>
    </message>
</context>
<context>
    <name>ShareRepository</name>
    <message>
        <source>The link was revoked or removed by somebody else.</source>
        <translation>Ссылку уже отозвал или удалил кто-то другой.</translation>
    </message>
    <message>
        <source>Another console has made a signing key meanwhile. Look at it and try again.</source>
        <translation>Тем временем другая консоль создала ключ подписи. Посмотрите на него и повторите.</translation>
    </message>
</context>
<context>
    <name>ShareRule</name>
    <message>
        <source>The note has %1 characters; at most %2 are allowed.</source>
        <translation>Символов в пометке: %1; допустимо не больше %2.</translation>
    </message>
</context>
<context>
    <name>ShareTexts</name>
    <message>
        <source>Live</source>
        <translation>Прямой эфир</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Действует</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Истекла</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Отозвана</translation>
    </message>
    <message>
        <source>The link has to be valid for at least one hour.</source>
        <translation>Ссылка должна действовать не меньше часа.</translation>
    </message>
    <message>
        <source>A link is valid for at most %1 days (%2 hours).</source>
        <translation>Ссылка действует не больше %1 дней (%2 часов).</translation>
    </message>
    <message>
        <source>The archive is shared in high quality only. Select the high-quality stream.</source>
        <translation>Архивом можно поделиться только в высоком качестве. Выберите поток высокого качества.</translation>
    </message>
    <message>
        <source>This moment has not come yet. Choose one that was recorded.</source>
        <translation>Этот момент ещё не наступил. Выберите записанный.</translation>
    </message>
    <message>
        <source>Nothing is recorded at this moment or after it.</source>
        <translation>В этот момент и после него ничего не записано.</translation>
    </message>
    <message>
        <source>A public link needs the camera&apos;s External access, and it is off.</source>
        <translation>Для публичной ссылки нужен внешний доступ камеры, а он выключен.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>никогда</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 д %2 ч</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 ч %2 мин</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>This link is over already.</source>
        <translation>Срок этой ссылки уже закончился.</translation>
    </message>
    <message>
        <source>%1: whoever watches by this link is cut off, and the link is not kept here any more. The token itself stays good until %2: the server looks at its signature only. To end it for certain, change the signing key; that ends all links which were signed with it.</source>
        <translation>%1: просмотр по этой ссылке прервётся, и здесь она больше не хранится. Сам токен годен до %2: сервер проверяет только подпись. Чтобы прекратить его наверняка, смените ключ подписи; это прекратит все подписанные им ссылки.</translation>
    </message>
    <message>
        <source>%1 cannot take a token back, and does not tell who is watching: the link opens until %2. It is only not kept here any more. To end it earlier, change the token secret on the servers of the cluster, which ends all links, or switch the stream off.</source>
        <translation>%1 не может отозвать токен и не сообщает, кто смотрит: ссылка открывается до %2. Она лишь больше не хранится здесь. Чтобы прекратить её раньше, смените секрет токенов на серверах кластера, что прекратит все ссылки, или выключите поток.</translation>
    </message>
    <message>
        <source>The archive does not reach back so far: the link begins with the first moment there is, %1.</source>
        <translation>Архив не начинается так рано: ссылка начнётся с первого имеющегося момента, %1.</translation>
    </message>
    <message>
        <source>Nothing was recorded then: the link begins with the next recorded moment, %1.</source>
        <translation>Тогда ничего не записано: ссылка начнётся со следующего записанного момента, %1.</translation>
    </message>
    <message>
        <source>Live, %1</source>
        <translation>Прямой эфир, %1</translation>
    </message>
    <message>
        <source>Archive from %1, %2</source>
        <translation>Архив с %1, %2</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
    <message>
        <source>public, without end</source>
        <translation>публичная, бессрочная</translation>
    </message>
    <message>
        <source>for: %1</source>
        <translation>для: %1</translation>
    </message>
    <message numerus="yes">
        <source>The clock of %1 is %n minute(s) ahead of this computer&apos;s. The end of the link is computed on the server&apos;s clock.</source>
        <translation>
            <numerusform>Часы %1 спешат на %n минуту относительно этого компьютера. Срок ссылки вычислен по часам сервера.</numerusform>
            <numerusform>Часы %1 спешат на %n минуты относительно этого компьютера. Срок ссылки вычислен по часам сервера.</numerusform>
            <numerusform>Часы %1 спешат на %n минут относительно этого компьютера. Срок ссылки вычислен по часам сервера.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %1 is %n minute(s) behind this computer&apos;s. The end of the link is computed on the server&apos;s clock.</source>
        <translation>
            <numerusform>Часы %1 отстают на %n минуту от этого компьютера. Срок ссылки вычислен по часам сервера.</numerusform>
            <numerusform>Часы %1 отстают на %n минуты от этого компьютера. Срок ссылки вычислен по часам сервера.</numerusform>
            <numerusform>Часы %1 отстают на %n минут от этого компьютера. Срок ссылки вычислен по часам сервера.</numerusform>
        </translation>
    </message>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
    <message>
        <source>No media server has this stream.</source>
        <translation>Этого потока нет ни на одном медиасервере.</translation>
    </message>
    <message>
        <source>This link is over, and its token is not kept any more. Extend it to get a new link.</source>
        <translation>Срок этой ссылки закончился, её токен больше не хранится. Продлите её, чтобы получить новую.</translation>
    </message>
    <message>
        <source>Only recordings are handed out as a file. Choose RTSP or HLS.</source>
        <translation>Файлом выдаются только записи. Выберите RTSP или HLS.</translation>
    </message>
    <message>
        <source>A public link has no token that could be taken back. It ends when the camera&apos;s External access is switched off; that ends all its public links on servers that keep who may watch each stream. A MediaMTX that is open to everybody goes on: there it ends when the server asks for tokens (authMethod: jwt).</source>
        <translation>У публичной ссылки нет токена, который можно отозвать. Она прекращается с выключением внешнего доступа камеры; это прекращает все её публичные ссылки на серверах, которые хранят права на просмотр каждого потока. Открытый для всех MediaMTX продолжает отдавать поток: там ссылка прекратится, когда сервер станет требовать токены (authMethod: jwt).</translation>
    </message>
</context>
<context>
    <name>SignedServerCheck</name>
    <message>
        <source>Enter where the server fetches the key: a file that your web server delivers, or an address that takes PUT.</source>
        <translation>Укажите, откуда сервер берёт ключ: файл, который отдаёт ваш веб-сервер, или адрес, принимающий PUT.</translation>
    </message>
    <message>
        <source>The key was not sent.</source>
        <translation>Ключ не отправлен.</translation>
    </message>
    <message>
        <source>Send the key</source>
        <translation>Отправка ключа</translation>
    </message>
    <message>
        <source>Send without encryption</source>
        <translation>Отправить без шифрования</translation>
    </message>
</context>
<context>
    <name>SigningKey</name>
    <message>
        <source>No signing key could be made.</source>
        <translation>Не удалось создать ключ подписи.</translation>
    </message>
    <message>
        <source>The signing key of the registry cannot be read.</source>
        <translation>Не удалось прочитать ключ подписи реестра.</translation>
    </message>
    <message>
        <source>The signing key could not be written.</source>
        <translation>Не удалось записать ключ подписи.</translation>
    </message>
    <message>
        <source>The token could not be signed.</source>
        <translation>Не удалось подписать токен.</translation>
    </message>
    <message>
        <source>This is not a document of keys (JWKS).</source>
        <translation>Это не документ с ключами (JWKS).</translation>
    </message>
    <message>
        <source>“%1” is no name of one stream for MediaMTX but a pattern of names: a token for it would open other streams, too. Give the stream another name there.</source>
        <translation>«%1» для MediaMTX не имя одного потока, а шаблон имён: токен для него открыл бы и другие потоки. Дайте потоку на сервере другое имя.</translation>
    </message>
</context>
<context>
    <name>Soap</name>
    <message>
        <source>The answer is not one of an ONVIF device.</source>
        <translation>Так устройство ONVIF не отвечает.</translation>
    </message>
</context>
<context>
    <name>SoapCaller</name>
    <message>
        <source>%1 sends elsewhere instead of answering. That is not followed: enter the address that answers itself.</source>
        <translation>%1 не отвечает, а отсылает по другому адресу. Консоль по нему не идёт: введите адрес, который отвечает сам.</translation>
    </message>
    <message>
        <source>%1 wants a user and a password. Give those of its ONVIF account.</source>
        <translation>%1 требует пользователя и пароль. Укажите учётную запись ONVIF этого устройства.</translation>
    </message>
    <message>
        <source>%1 refuses the user or the password. Many devices have ONVIF users of their own: see there that ONVIF is on, and who may use it.</source>
        <translation>%1 не принимает пользователя или пароль. У многих устройств для ONVIF отдельные пользователи: проверьте там, включён ли ONVIF и кому он разрешён.</translation>
    </message>
    <message>
        <source>Its clock is off by %1, which can be the reason, too.</source>
        <translation>Его часы расходятся с нашими на %1, причина может быть и в этом.</translation>
    </message>
    <message>
        <source>%1 does not know this call.</source>
        <translation>%1 не знает этого вызова.</translation>
    </message>
    <message>
        <source>%1 refuses the call.</source>
        <translation>%1 отклоняет вызов.</translation>
    </message>
    <message>
        <source>%1 refuses the call: %2</source>
        <translation>%1 отклоняет вызов: %2</translation>
    </message>
    <message>
        <source>The answer of %1 cannot be read.</source>
        <translation>Ответ %1 не удаётся прочитать.</translation>
    </message>
    <message>
        <source>%1 answers, but not as an ONVIF device. Is the port right, and is ONVIF switched on there?</source>
        <translation>%1 отвечает, но не как устройство ONVIF. Верен ли порт и включён ли там ONVIF?</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>now</source>
        <comment>the right end of an axis of time</comment>
        <translation>сейчас</translation>
    </message>
</context>
<context>
    <name>StreamActionTexts</name>
    <message>
        <source>The stream is not in the registry. Adopt it first.</source>
        <translation>Потока нет в реестре. Сначала примите его.</translation>
    </message>
    <message>
        <source>The stream is in the registry already.</source>
        <translation>Поток уже в реестре.</translation>
    </message>
    <message>
        <source>An operation on this stream is under way. Wait until it has ended.</source>
        <translation>С этим потоком уже выполняется операция. Дождитесь её окончания.</translation>
    </message>
    <message>
        <source>No media server holds this stream.</source>
        <translation>Этого потока нет ни на одном медиасервере.</translation>
    </message>
    <message>
        <source>The address of the stream is sealed. Unlock the secrets of this registry first.</source>
        <translation>Адрес потока запечатан. Сначала откройте секреты этого реестра.</translation>
    </message>
    <message>
        <source>The media server does not have this stream. Re-create it first.</source>
        <translation>На медиасервере нет этого потока. Сначала создайте его заново.</translation>
    </message>
    <message>
        <source>The media server has this stream.</source>
        <translation>На медиасервере этот поток есть.</translation>
    </message>
    <message>
        <source>Registry and media server agree about this stream.</source>
        <translation>Реестр и медиасервер об этом потоке согласны.</translation>
    </message>
    <message>
        <source>The stream is switched off. Enable it first.</source>
        <translation>Поток выключен. Сначала включите его.</translation>
    </message>
    <message>
        <source>The stream is enabled.</source>
        <translation>Поток включён.</translation>
    </message>
    <message>
        <source>The stream is switched off already.</source>
        <translation>Поток уже выключен.</translation>
    </message>
    <message>
        <source>Not provided by this server.</source>
        <translation>Этот сервер такого не предоставляет.</translation>
    </message>
    <message>
        <source>The camera sends no sound.</source>
        <translation>Камера не передаёт звук.</translation>
    </message>
    <message>
        <source>The sound is captured.</source>
        <translation>Звук захватывается.</translation>
    </message>
    <message>
        <source>The sound is not captured.</source>
        <translation>Звук не захватывается.</translation>
    </message>
    <message>
        <source>Streams that were added automatically to automatic cameras cannot be deleted.</source>
        <translation>Потоки, добавленные автоматически к автоматическим камерам, удалить нельзя.</translation>
    </message>
    <message>
        <source>Add stream</source>
        <translation>Добавить поток</translation>
    </message>
    <message>
        <source>Delete stream</source>
        <translation>Удалить поток</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Перезапустить</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Включить</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Выключить</translation>
    </message>
    <message>
        <source>Audio on</source>
        <translation>Звук включить</translation>
    </message>
    <message>
        <source>Audio off</source>
        <translation>Звук выключить</translation>
    </message>
    <message>
        <source>Change address</source>
        <translation>Изменить адрес</translation>
    </message>
    <message>
        <source>Push ours</source>
        <translation>Отправить наше</translation>
    </message>
    <message>
        <source>Re-create</source>
        <translation>Создать заново</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Взять с сервера</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>Remove from the registry</source>
        <translation>Убрать из реестра</translation>
    </message>
    <message>
        <source>Add media server</source>
        <translation>Добавить медиасервер</translation>
    </message>
    <message>
        <source>Edit media server</source>
        <translation>Изменить медиасервер</translation>
    </message>
    <message>
        <source>Remove media server</source>
        <translation>Удалить медиасервер</translation>
    </message>
    <message>
        <source>Add camera</source>
        <translation>Добавить камеру</translation>
    </message>
    <message>
        <source>Edit camera</source>
        <translation>Изменить камеру</translation>
    </message>
    <message>
        <source>Delete camera</source>
        <translation>Удалить камеру</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ждёт</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Запрошено</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Повтор</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Подтверждено</translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <translation>Не подтверждено</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Не удалось</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>повтор</translation>
    </message>
    <message>
        <source>undoing</source>
        <translation>отмена</translation>
    </message>
    <message>
        <source>creating</source>
        <translation>создаётся</translation>
    </message>
    <message>
        <source>deleting</source>
        <translation>удаляется</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>перезапуск</translation>
    </message>
    <message>
        <source>enabling</source>
        <translation>включается</translation>
    </message>
    <message>
        <source>disabling</source>
        <translation>выключается</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>сохраняется</translation>
    </message>
    <message>
        <source>Add cluster</source>
        <translation>Добавить кластер</translation>
    </message>
    <message>
        <source>Edit cluster</source>
        <translation>Изменить кластер</translation>
    </message>
    <message>
        <source>Delete cluster</source>
        <translation>Удалить кластер</translation>
    </message>
    <message>
        <source>Add server group</source>
        <translation>Добавить группу серверов</translation>
    </message>
    <message>
        <source>Edit server group</source>
        <translation>Изменить группу серверов</translation>
    </message>
    <message>
        <source>Delete server group</source>
        <translation>Удалить группу серверов</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Изменить настройки</translation>
    </message>
    <message>
        <source>The stream has no address yet.</source>
        <translation>У потока ещё нет адреса.</translation>
    </message>
    <message>
        <source>The stream was transferred a short while ago and stays where it is for now.</source>
        <translation>Поток недавно перенесён и пока остаётся на своём месте.</translation>
    </message>
    <message numerus="yes">
        <source>Transferred at %1. It can be moved again in %n min.</source>
        <translation>
            <numerusform>Перенесён в %1. Снова перенести можно через %n мин.</numerusform>
            <numerusform>Перенесён в %1. Снова перенести можно через %n мин.</numerusform>
            <numerusform>Перенесён в %1. Снова перенести можно через %n мин.</numerusform>
        </translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перенести</translation>
    </message>
    <message>
        <source>Waiting for picture</source>
        <translation>Ожидание изображения</translation>
    </message>
    <message>
        <source>transferring</source>
        <translation>перенос</translation>
    </message>
    <message>
        <source>Update indexes</source>
        <translation>Обновить индексы</translation>
    </message>
    <message>
        <source>Release an old copy</source>
        <translation>Освобождение старой копии</translation>
    </message>
    <message>
        <source>reading indexes</source>
        <translation>чтение индексов</translation>
    </message>
    <message>
        <source>releasing</source>
        <translation>освобождение</translation>
    </message>
    <message>
        <source>Set access</source>
        <translation>Настройка доступа</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Поделиться</translation>
    </message>
    <message>
        <source>Revoke a link</source>
        <translation>Отзыв ссылки</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Неизвестно</translation>
    </message>
    <message>
        <source>working</source>
        <translation>выполняется</translation>
    </message>
    <message>
        <source>Edit search settings</source>
        <translation>Изменить настройки поиска</translation>
    </message>
    <message>
        <source>Change signing key</source>
        <translation>Сменить ключ подписи</translation>
    </message>
    <message>
        <source>Unknown (%1)</source>
        <translation>Неизвестно (%1)</translation>
    </message>
    <message>
        <source>Split camera</source>
        <translation>Разделить камеру</translation>
    </message>
    <message>
        <source>Join cameras</source>
        <translation>Объединить камеры</translation>
    </message>
    <message>
        <source>Edit how long records are kept</source>
        <translation>Изменить срок хранения записей</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Принять к сведению</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Без тревог</translation>
    </message>
    <message>
        <source>Edit what counts as incorrect</source>
        <translation>Изменить, что считать некорректным</translation>
    </message>
    <message>
        <source>Edit alarm rules</source>
        <translation>Изменить правила тревог</translation>
    </message>
    <message>
        <source>Edit DHCP settings</source>
        <translation>Изменить настройки DHCP</translation>
    </message>
    <message>
        <source>Edit inlet settings</source>
        <translation>Изменить приём заявок</translation>
    </message>
    <message>
        <source>Edit provisioning</source>
        <translation>Изменить автонастройку</translation>
    </message>
    <message>
        <source>New network device</source>
        <translation>Новое сетевое устройство</translation>
    </message>
    <message>
        <source>Attach camera</source>
        <translation>Подключить камеру</translation>
    </message>
    <message>
        <source>IP address of a device</source>
        <translation>IP-адрес устройства</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Remove network device</source>
        <translation>Убрать сетевое устройство</translation>
    </message>
    <message>
        <source>Reserve IP address</source>
        <translation>Зарезервировать IP-адрес</translation>
    </message>
    <message>
        <source>Release IP address</source>
        <translation>Освободить IP-адрес</translation>
    </message>
    <message>
        <source>Stream activation</source>
        <translation>Активация потоков</translation>
    </message>
    <message>
        <source>The address is kept by automatic provisioning. Switch the camera to manual first.</source>
        <translation>Адресом управляет автонастройка. Сначала переключите камеру на ручной режим.</translation>
    </message>
    <message>
        <source>The media server cannot be asked now.</source>
        <translation>Медиасервер сейчас недоступен для запросов.</translation>
    </message>
    <message>
        <source>Confirmed, no picture</source>
        <translation>Подтверждено, нет картинки</translation>
    </message>
</context>
<context>
    <name>StreamEdits</name>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n поток</numerusform>
            <numerusform>%n потока</numerusform>
            <numerusform>%n потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>The stream has no media server.</source>
        <translation>У потока нет медиасервера.</translation>
    </message>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
</context>
<context>
    <name>StreamOrders</name>
    <message>
        <source>The stream is not in the registry.</source>
        <translation>Потока нет в реестре.</translation>
    </message>
    <message>
        <source>The media server is not in the registry any more.</source>
        <translation>Медиасервера больше нет в реестре.</translation>
    </message>
    <message>
        <source>No media server can be asked for this.</source>
        <translation>С такой просьбой нельзя обратиться ни к одному медиасерверу.</translation>
    </message>
</context>
<context>
    <name>StreamQuery</name>
    <message>
        <source>Something is missing behind “%1%2”.</source>
        <translation>После «%1%2» чего-то не хватает.</translation>
    </message>
    <message>
        <source>“%1” cannot be compared: write %1:%2.</source>
        <translation>«%1» нельзя сравнивать: напишите %1:%2.</translation>
    </message>
    <message>
        <source>“%1” is no number, as in %2&gt;10.</source>
        <translation>«%1» — не число, например %2&gt;10.</translation>
    </message>
    <message>
        <source>“%1” is none of %2: %3.</source>
        <translation>«%1» не подходит для %2: %3.</translation>
    </message>
</context>
<context>
    <name>StreamTexts</name>
    <message>
        <source>Empty</source>
        <comment>stream status: no address</comment>
        <translation>Пустой</translation>
    </message>
    <message>
        <source>Initialization</source>
        <comment>stream status</comment>
        <translation>Инициализация</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>stream status</comment>
        <translation>Активный</translation>
    </message>
    <message>
        <source>Inactive</source>
        <comment>stream status</comment>
        <translation>Неактивный</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>status · its age</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · off</source>
        <comment>status of a stream that is switched off</comment>
        <translation>%1 · отключён</translation>
    </message>
    <message>
        <source>Incorrect</source>
        <comment>characteristic of a camera</comment>
        <translation>Некорректная</translation>
    </message>
    <message>
        <source>Problematic</source>
        <comment>characteristic of a camera</comment>
        <translation>Проблемная</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <comment>characteristic of a camera</comment>
        <translation>Отключённая</translation>
    </message>
    <message>
        <source>High</source>
        <comment>quality of a stream</comment>
        <translation>Высокое</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>quality of a stream</comment>
        <translation>Низкое</translation>
    </message>
    <message>
        <source>manual</source>
        <comment>how a stream was added</comment>
        <translation>вручную</translation>
    </message>
    <message>
        <source>auto</source>
        <comment>how a stream was added</comment>
        <translation>авто</translation>
    </message>
    <message>
        <source>Unmanaged</source>
        <comment>the server has it, the registry does not</comment>
        <translation>Не принят</translation>
    </message>
    <message>
        <source>Missing</source>
        <comment>the registry has it, the server does not</comment>
        <translation>Отсутствует</translation>
    </message>
    <message>
        <source>Different</source>
        <comment>registry and server have other settings</comment>
        <translation>Отличается</translation>
    </message>
    <message>
        <source>All</source>
        <comment>which cameras a media server takes</comment>
        <translation>Все</translation>
    </message>
    <message>
        <source>Public</source>
        <comment>which cameras a media server takes</comment>
        <translation>Публичные</translation>
    </message>
    <message>
        <source>Private</source>
        <comment>which cameras a media server takes</comment>
        <translation>Приватные</translation>
    </message>
    <message>
        <source>off</source>
        <comment>audio, recording</comment>
        <translation>выкл.</translation>
    </message>
    <message>
        <source>on</source>
        <comment>audio, recording</comment>
        <translation>вкл.</translation>
    </message>
    <message>
        <source>not provided by this server</source>
        <translation>этот сервер не сообщает</translation>
    </message>
    <message>
        <source>another address</source>
        <translation>другой адрес</translation>
    </message>
    <message>
        <source>switched on or off</source>
        <translation>включён или отключён</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>звук</translation>
    </message>
    <message>
        <source>The stream has no media server.</source>
        <translation>У потока нет медиасервера.</translation>
    </message>
    <message>
        <source>The server calls it “%1”.</source>
        <translation>Сервер называет это «%1».</translation>
    </message>
    <message>
        <source>The server switched it off.</source>
        <translation>Сервер отключил его.</translation>
    </message>
    <message>
        <source>Down for %1.</source>
        <translation>Нет видео уже %1.</translation>
    </message>
    <message>
        <source>Reconnect attempts since the loss: %1</source>
        <translation>Попыток переподключения с обрыва: %1</translation>
    </message>
    <message>
        <source>%1 does not have this stream.</source>
        <translation>На сервере %1 этого потока нет.</translation>
    </message>
    <message>
        <source>%1 was not polled yet.</source>
        <translation>%1 ещё не опрошен.</translation>
    </message>
    <message>
        <source>Differs from the registry: %1.</source>
        <translation>Расходится с реестром: %1.</translation>
    </message>
    <message>
        <source>It is not in the registry; it can be adopted.</source>
        <translation>Его нет в реестре; его можно принять.</translation>
    </message>
    <message>
        <source>Last answer of %1: %2</source>
        <translation>Последний ответ %1: %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>status · what is being done</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <comment>a media server; a time</comment>
        <translation>%1 с %2</translation>
    </message>
    <message>
        <source>Idle, on demand</source>
        <comment>stream status</comment>
        <translation>Ждёт зрителей</translation>
    </message>
    <message>
        <source>Its server pulls it only while somebody watches, and nobody does.</source>
        <translation>Сервер забирает его, только пока кто-то смотрит, а сейчас не смотрит никто.</translation>
    </message>
    <message>
        <source>ask when it is needed</source>
        <comment>whether an account may go in clear</comment>
        <translation>спросить, когда понадобится</translation>
    </message>
    <message>
        <source>is sent</source>
        <comment>whether an account may go in clear</comment>
        <translation>отправляется</translation>
    </message>
    <message>
        <source>is never sent</source>
        <comment>whether an account may go in clear</comment>
        <translation>никогда не отправляется</translation>
    </message>
    <message>
        <source>Reconnects in the last %1: %2</source>
        <translation>Переподключений за последние %1: %2</translation>
    </message>
    <message>
        <source>The server has more streams that the registry does not have; the first %1 are shown.</source>
        <translation>На сервере есть ещё потоки, которых нет в реестре; показаны первые %1.</translation>
    </message>
    <message>
        <source>Stale</source>
        <comment>streams whose server does not answer</comment>
        <translation>Устарело</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>how many streams · their state</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <comment>longer than, e.g. &gt; 3 h</comment>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>Nobody has seen it in this state yet.</source>
        <translation>В этом состоянии его ещё никто не видел.</translation>
    </message>
    <message>
        <source>At least since %1: before that nobody looked.</source>
        <translation>По меньшей мере с %1: до этого никто не смотрел.</translation>
    </message>
    <message>
        <source>Not tracked: Incorrect cameras is off on %1.</source>
        <translation>Не отслеживается: на %1 выключены «Некорректные камеры».</translation>
    </message>
    <message>
        <source>Unknown for %1: nobody looked, or the media server did not answer.</source>
        <translation>Неизвестно в течение %1: никто не смотрел или медиасервер не отвечал.</translation>
    </message>
</context>
<context>
    <name>SystemKeychain</name>
    <message>
        <source>The system keychain cannot be used (%1).</source>
        <translation>Системное хранилище ключей недоступно (%1).</translation>
    </message>
</context>
<context>
    <name>TransferPlanner</name>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
    <message>
        <source>The cluster is not in the registry any more.</source>
        <translation>Кластера больше нет в реестре.</translation>
    </message>
</context>
<context>
    <name>TransferRun</name>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
    <message>
        <source>It was interrupted before the new servers had taken over.</source>
        <translation>Перенос был прерван раньше, чем новые серверы приняли поток.</translation>
    </message>
    <message>
        <source>Somebody else changed the stream since the search. Search again.</source>
        <translation>После поиска поток изменил кто-то другой. Повторите поиск.</translation>
    </message>
    <message>
        <source>Cancelled before the new server had taken over.</source>
        <translation>Отменено раньше, чем новый сервер принял поток.</translation>
    </message>
    <message>
        <source>%1 showed no picture in time.</source>
        <translation>%1 не показал изображения вовремя.</translation>
    </message>
    <message>
        <source>%1 already has a stream named %2. Nothing was changed.</source>
        <translation>На %1 уже есть поток с именем %2. Ничего не изменено.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Ничего не изменено.</translation>
    </message>
    <message numerus="yes">
        <source>looked at %n target(s)</source>
        <translation>
            <numerusform>проверен %n новый сервер</numerusform>
            <numerusform>проверено %n новых сервера</numerusform>
            <numerusform>проверено %n новых серверов</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for picture on %1</source>
        <translation>ожидание изображения на %1</translation>
    </message>
    <message>
        <source>the registry names the new servers</source>
        <translation>реестр указывает новые серверы</translation>
    </message>
    <message>
        <source>The stream stays where it was.</source>
        <translation>Поток остаётся там, где был.</translation>
    </message>
    <message numerus="yes">
        <source>At most %n second(s) without a capture.</source>
        <translation>
            <numerusform>Без захвата не больше %n секунды.</numerusform>
            <numerusform>Без захвата не больше %n секунд.</numerusform>
            <numerusform>Без захвата не больше %n секунд.</numerusform>
        </translation>
    </message>
    <message>
        <source>the camera takes one session: the old server stops first, and picture and recording are interrupted</source>
        <translation>камера допускает один сеанс: сначала останавливается старый сервер, изображение и запись прерываются</translation>
    </message>
    <message>
        <source>%1 could not be asked to stop, and the camera takes one session only.</source>
        <translation>Не удалось остановить захват на %1, а камера допускает только один сеанс.</translation>
    </message>
    <message>
        <source>The stream stays where it was, but %1 could not be asked to capture it again: enable it there when it answers.</source>
        <translation>Поток остаётся на прежнем месте, но возобновить захват на %1 не удалось: включите его там, когда сервер ответит.</translation>
    </message>
    <message>
        <source>What was prepared on %1 is taken back as soon as it answers.</source>
        <translation>Подготовленное на %1 будет убрано, как только сервер ответит.</translation>
    </message>
    <message>
        <source>to be taken back: %1</source>
        <translation>предстоит убрать: %1</translation>
    </message>
    <message>
        <source>The stream is on its new servers, but what was seen last is not as it should be. Look at the row again after the next polls.</source>
        <translation>Поток перенесён на новые серверы, но последнее увиденное состояние не такое, как должно быть. Проверьте строку после следующих опросов.</translation>
    </message>
    <message>
        <source>The recordings on %1 could not be read: update the archive indexes when it answers.</source>
        <translation>Не удалось прочитать записи на %1: обновите индексы архива, когда сервер ответит.</translation>
    </message>
    <message numerus="yes">
        <source>the archive index has %n period(s) of %1</source>
        <translation>
            <numerusform>в индексе архива %n период сервера %1</numerusform>
            <numerusform>в индексе архива %n периода сервера %1</numerusform>
            <numerusform>в индексе архива %n периодов сервера %1</numerusform>
        </translation>
    </message>
    <message>
        <source>looking whether all is as it should be</source>
        <translation>проверка, всё ли так, как должно быть</translation>
    </message>
    <message>
        <source>No gap: the old server still captured when the new one showed picture.</source>
        <translation>Без пробела: старый сервер ещё вёл захват, когда новый показал изображение.</translation>
    </message>
    <message>
        <source>How long nobody captured is not known: the old server was not seen capturing.</source>
        <translation>Неизвестно, как долго захвата не было: захвата на старом сервере не видели.</translation>
    </message>
    <message>
        <source>The registry names the new servers, but %1 does not have the stream (any more). Re-create it there.</source>
        <translation>В реестре указаны новые серверы, но на %1 потока нет (или уже нет). Создайте его там заново.</translation>
    </message>
    <message>
        <source>The registry names the new servers, but %1 does not answer: whether it has the stream is not known. Look at the row again after the next polls.</source>
        <translation>В реестре указаны новые серверы, но %1 не отвечает: есть ли там поток, неизвестно. Посмотрите на строку ещё раз после следующих опросов.</translation>
    </message>
    <message>
        <source>The stream is on its new servers.</source>
        <translation>Поток на новых серверах.</translation>
    </message>
    <message>
        <source>%1 could not be asked to stop capturing it: that is done as soon as it answers.</source>
        <translation>%1 не удалось попросить прекратить его захват: это будет сделано, как только сервер ответит.</translation>
    </message>
    <message>
        <source>%1 was not asked to stop, because the new server is not seen capturing; it is as soon as that one does.</source>
        <translation>%1 не просили прекратить захват, потому что захвата на новом сервере не видно; это будет сделано, как только он начнётся.</translation>
    </message>
</context>
<context>
    <name>TransferSearch</name>
    <message numerus="yes">
        <source>The stream was transferred a short while ago. It can be moved again in %n minute(s).</source>
        <translation>
            <numerusform>Поток перенесён недавно. Его можно будет перенести снова через %n минуту.</numerusform>
            <numerusform>Поток перенесён недавно. Его можно будет перенести снова через %n минуты.</numerusform>
            <numerusform>Поток перенесён недавно. Его можно будет перенести снова через %n минут.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot take the stream any more: %2. Search again.</source>
        <translation>%1 больше не может принять поток: %2. Повторите поиск.</translation>
    </message>
    <message>
        <source>a reserve is not provided by this server</source>
        <translation>резерв не поддерживается этим сервером</translation>
    </message>
</context>
<context>
    <name>TransferTexts</name>
    <message>
        <source>The archive stays on %1, which keeps it until its recordings have expired; the archive indexes move to %2.</source>
        <translation>Архив остаётся на %1, который хранит его, пока не истечёт срок записей; индексы архива переходят на %2.</translation>
    </message>
    <message>
        <source>Recording is off: what was recorded stays on %1 until it has expired, and no archive index moves.</source>
        <translation>Запись выключена: записанное остаётся на %1 до истечения срока, индексы архива не переносятся.</translation>
    </message>
    <message>
        <source>The archive stays on %1, which keeps it until its recordings have expired; the archive indexes move to %2 if recording is on.</source>
        <translation>Архив остаётся на %1, который хранит его, пока не истечёт срок записей; индексы архива переходят на %2, если запись включена.</translation>
    </message>
    <message>
        <source>%1, no limit</source>
        <translation>%1, без предела</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>The stream is switched off and stays so: %1 is set up, and no picture is awaited.</source>
        <translation>Поток выключен и останется выключенным: %1 настраивается, изображение не ожидается.</translation>
    </message>
    <message>
        <source>%1 captures first. Only when it shows picture is %2 asked to stop; if it shows none in time, everything stays as it is.</source>
        <translation>Сначала захват начинает %1. Только когда он покажет изображение, %2 получит указание остановиться; если изображения вовремя не будет, всё останется как есть.</translation>
    </message>
    <message>
        <source>%1 does not answer: it is told to stop capturing when it answers again.</source>
        <translation>%1 не отвечает: указание прекратить захват он получит, когда ответит снова.</translation>
    </message>
    <message numerus="yes">
        <source>Afterwards it cannot be moved again for %n min.</source>
        <translation>
            <numerusform>После этого снова перенести его нельзя %n мин.</numerusform>
            <numerusform>После этого снова перенести его нельзя %n мин.</numerusform>
            <numerusform>После этого снова перенести его нельзя %n мин.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each new server captures first. Only when it shows picture is the old one asked to stop; if it shows none in time, that stream stays where it is.</source>
        <translation>Сначала захват начинает новый сервер. Только когда он покажет изображение, прежний получит указание остановиться; если изображения вовремя не будет, поток останется на своём месте.</translation>
    </message>
    <message>
        <source>The archives stay on the old servers, which keep them until the recordings have expired; archive indexes move where recording is on.</source>
        <translation>Архивы остаются на прежних серверах, которые хранят их, пока не истечёт срок записей; индексы архива переходят там, где включена запись.</translation>
    </message>
    <message numerus="yes">
        <source>Afterwards they cannot be moved again for %n min.</source>
        <translation>
            <numerusform>После этого снова перенести их нельзя %n мин.</numerusform>
            <numerusform>После этого снова перенести их нельзя %n мин.</numerusform>
            <numerusform>После этого снова перенести их нельзя %n мин.</numerusform>
        </translation>
    </message>
    <message>
        <source>The camera takes one viewer at a time: %1 has to stop before %2 can begin. Picture and recording have a gap of some seconds, up to a minute.</source>
        <translation>Камера обслуживает только одного зрителя: %1 должен остановиться, прежде чем начнёт %2. В изображении и записи будет перерыв от нескольких секунд до минуты.</translation>
    </message>
    <message numerus="yes">
        <source>%n of these streams come(s) from cameras that take one viewer at a time: there the old server has to stop first. Picture and recording have a gap of some seconds, up to a minute.</source>
        <translation>
            <numerusform>%n из этих потоков идёт с камеры, которая обслуживает только одного зрителя: там прежний сервер должен остановиться первым. В изображении и записи будет перерыв от нескольких секунд до минуты.</numerusform>
            <numerusform>%n из этих потоков идут с камер, которые обслуживают только одного зрителя: там прежний сервер должен остановиться первым. В изображении и записи будет перерыв от нескольких секунд до минуты.</numerusform>
            <numerusform>%n из этих потоков идут с камер, которые обслуживают только одного зрителя: там прежний сервер должен остановиться первым. В изображении и записи будет перерыв от нескольких секунд до минуты.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>server: reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>There is no media server outside the clusters.</source>
        <translation>Вне кластеров нет ни одного медиасервера.</translation>
    </message>
    <message>
        <source>There is no cluster to search in.</source>
        <translation>Нет кластера, в котором можно искать.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>servers</comment>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Main streams: %1</source>
        <translation>Основные потоки: %1</translation>
    </message>
    <message>
        <source>Incoming traffic, kbit/s: %1</source>
        <translation>Входящий трафик, кбит/с: %1</translation>
    </message>
    <message>
        <source>The server takes: %1</source>
        <translation>Сервер принимает: %1</translation>
    </message>
    <message>
        <source>The server does not tell how full its storage is.</source>
        <translation>Сервер не сообщает, насколько заполнено его хранилище.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Disks full: %1</source>
        <translation>Диски заполнены: %1</translation>
    </message>
    <message>
        <source>%1, additional %2</source>
        <comment>media servers</comment>
        <translation>%1, дополнительный %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 does not take these settings of %n stream(s): %2. They stay in the registry.</source>
        <translation>
            <numerusform>%1 не принимает эти настройки %n потока: %2. Они остаются в реестре.</numerusform>
            <numerusform>%1 не принимает эти настройки %n потоков: %2. Они остаются в реестре.</numerusform>
            <numerusform>%1 не принимает эти настройки %n потоков: %2. Они остаются в реестре.</numerusform>
        </translation>
    </message>
    <message>
        <source>The media server is not in the registry any more.</source>
        <translation>Медиасервера больше нет в реестре.</translation>
    </message>
</context>
<context>
    <name>TransportMediaFetcher</name>
    <message>
        <source>The request was cancelled.</source>
        <translation>Запрос отменён.</translation>
    </message>
    <message>
        <source>%1 answered with HTTP %2.</source>
        <translation>%1: ответ HTTP %2.</translation>
    </message>
</context>
<context>
    <name>TroubleEdits</name>
    <message>
        <source>The note is too long: %1 characters, and %2 are taken.</source>
        <translation>Заметка слишком длинная: %1 символов, а принимается %2.</translation>
    </message>
</context>
<context>
    <name>TroubleTexts</name>
    <message>
        <source>lost</source>
        <translation>потерян</translation>
    </message>
    <message numerus="yes">
        <source>%n reconnect(s)</source>
        <translation>
            <numerusform>%n переподключение</numerusform>
            <numerusform>%n переподключения</numerusform>
            <numerusform>%n переподключений</numerusform>
        </translation>
    </message>
    <message>
        <source>picture again</source>
        <translation>снова есть картинка</translation>
    </message>
    <message>
        <source>switched off by the server</source>
        <translation>отключён сервером</translation>
    </message>
    <message>
        <source>switch port %1</source>
        <translation>порт коммутатора %1</translation>
    </message>
    <message>
        <source>switch %1</source>
        <translation>коммутатор %1</translation>
    </message>
    <message>
        <source>subnet %1</source>
        <translation>подсеть %1</translation>
    </message>
    <message>
        <source>server group %1</source>
        <translation>группа серверов %1</translation>
    </message>
    <message>
        <source>make %1</source>
        <translation>производитель %1</translation>
    </message>
    <message>
        <source>media server %1</source>
        <translation>медиасервер %1</translation>
    </message>
    <message>
        <source>streams of %1 lost at once</source>
        <translation>потоки потеряны разом: %1</translation>
    </message>
    <message>
        <source>streams of %1 lost within %2</source>
        <translation>потоки потеряны за %2: %1</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>За это время ничего не произошло.</translation>
    </message>
    <message numerus="yes">
        <source>%n loss(es)</source>
        <translation>
            <numerusform>%n потеря</numerusform>
            <numerusform>%n потери</numerusform>
            <numerusform>%n потерь</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 without picture, %2 at most at a time</source>
        <translation>без картинки %1, дольше всего подряд %2</translation>
    </message>
    <message numerus="yes">
        <source>%n reconnect(s) within %1</source>
        <translation>
            <numerusform>%n переподключение за %1</numerusform>
            <numerusform>%n переподключения за %1</numerusform>
            <numerusform>%n переподключений за %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, 4 min ago</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Switched off by the console: %1.</source>
        <translation>Отключено консолью: %1.</translation>
    </message>
</context>
<context>
    <name>TypedText</name>
    <message>
        <source>Character %1 of the address cannot be seen (U+%2). Type that place anew.</source>
        <translation>Знак %1 в адресе не виден (U+%2). Наберите это место заново.</translation>
    </message>
    <message>
        <source>Leave out the quotation marks or brackets around the address.</source>
        <translation>Уберите кавычки или скобки вокруг адреса.</translation>
    </message>
    <message>
        <source>Character %1 of the address is a typographic quotation mark. Write a straight one, or %2 if it belongs to the password.</source>
        <translation>Знак %1 в адресе — типографская кавычка. Напишите прямую или %2, если она входит в пароль.</translation>
    </message>
</context>
<context>
    <name>WallClockTexts</name>
    <message>
        <source>%1 comes twice on that day, because the clocks are set back. The first time is taken (%2), not the second (%3).</source>
        <translation>Время %1 в этот день наступает дважды, потому что часы переводятся назад. Берётся первое (%2), а не второе (%3).</translation>
    </message>
    <message>
        <source>%1 does not exist on that day: the clocks are set forward over it. %2 is taken.</source>
        <translation>Времени %1 в этот день нет: часы переводятся вперёд через него. Берётся %2.</translation>
    </message>
</context>
<context>
    <name>WholeFile</name>
    <message>
        <source>Only a part was taken. Is the disk full?</source>
        <translation>Записана только часть. Диск заполнен?</translation>
    </message>
</context>
<context>
    <name>WindowCapture</name>
    <message>
        <source>The picture %1 could not be written. Check the folder and the ending (.png).</source>
        <translation>Не удалось записать изображение %1. Проверьте папку и расширение (.png).</translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>Не удалось записать файл %1: %2</translation>
    </message>
</context>
<context>
    <name>WrappedKey</name>
    <message>
        <source>This is not the passphrase of the registry.</source>
        <translation>Это не парольная фраза этого реестра.</translation>
    </message>
</context>
<context>
    <name>XmlReading</name>
    <message>
        <source>The answer cannot be read.</source>
        <translation>Ответ не удаётся прочитать.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Try streamkeeper --help.</source>
        <translation>Справка: streamkeeper --help.</translation>
    </message>
    <message>
        <source>A window is open on %1 already; it was brought forward.</source>
        <translation>Окно с реестром %1 уже открыто; оно выведено на передний план.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AboutDialog</name>
    <message>
        <source>About Streamkeeper</source>
        <translation>О программе Streamkeeper</translation>
    </message>
    <message>
        <source>Console for the operators of large video surveillance networks. Free software under the MIT licence. Built on Qt %1.</source>
        <translation>Консоль для операторов крупных сетей видеонаблюдения. Свободная программа под лицензией MIT. Собрана на Qt %1.</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Реестр</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AccountQuestion</name>
    <message>
        <source>Account of %1</source>
        <translation>Учётная запись сервера %1</translation>
    </message>
    <message>
        <source>If the account %1 is sent all the same, whoever can read along in the network learns its password. The card of the server has this setting, too.</source>
        <translation>Если учётную запись %1 всё же отправить, её пароль узнает каждый, кто может читать в этой сети. Эта настройка есть и на карточке сервера.</translation>
    </message>
    <message>
        <source>Send it unencrypted</source>
        <translation>Отправлять незашифрованной</translation>
    </message>
    <message>
        <source>Never send it</source>
        <translation>Никогда не отправлять</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AcknowledgeDialog</name>
    <message>
        <source>Acknowledge</source>
        <translation>Принять к сведению</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Your name and note are shown to the next shift; a later trouble is new.</source>
        <translation>Ваше имя и заметку увидит следующая смена; новая неполадка считается отдельно.</translation>
    </message>
    <message>
        <source>Note for the next shift</source>
        <translation>Заметка для следующей смены</translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n stream(s)</source>
        <translation>
            <numerusform>Принять к сведению %n поток</numerusform>
            <numerusform>Принять к сведению %n потока</numerusform>
            <numerusform>Принять к сведению %n потоков</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ActivityPage</name>
    <message>
        <source>ended</source>
        <translation>закончено</translation>
    </message>
    <message>
        <source>written down</source>
        <translation>записано</translation>
    </message>
    <message>
        <source>Search who, what, where</source>
        <translation>Поиск: кто, что, где</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>Все итоги</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Выполняется</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Показать всё</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Save what is shown as a CSV file</source>
        <translation>Сохранить показанное в файл CSV</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Журнал действий</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Select an operation to see its steps.</source>
        <translation>Выберите операцию, чтобы увидеть её шаги.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>начато</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AddCameraDialog</name>
    <message>
        <source>Add camera</source>
        <translation>Добавить камеру</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Имя</translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <translation>&amp;Место</translation>
    </message>
    <message>
        <source>from the address</source>
        <translation>из адреса</translation>
    </message>
    <message>
        <source>&amp;IP address</source>
        <translation>IP-&amp;адрес</translation>
    </message>
    <message>
        <source>Decides which media servers may take the streams</source>
        <translation>Определяет, какие медиасерверы могут взять потоки</translation>
    </message>
    <message>
        <source>&amp;Group type</source>
        <translation>Тип &amp;группы</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Play this address here, before anything is saved</source>
        <translation>Показать видео по этому адресу здесь, пока ничего не сохранено</translation>
    </message>
    <message>
        <source>&amp;High-quality address</source>
        <translation>Адрес &amp;высокого качества</translation>
    </message>
    <message>
        <source>Lo&amp;w-quality address</source>
        <translation>Адрес &amp;низкого качества</translation>
    </message>
    <message>
        <source>if the addresses have none</source>
        <translation>если их нет в адресах</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Пользователь</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Па&amp;роль</translation>
    </message>
    <message>
        <source>&amp;Media server</source>
        <translation>&amp;Медиасервер</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Add stream</source>
        <translation>Добавить поток</translation>
    </message>
    <message>
        <source>Change it on the card of the camera.</source>
        <translation>Это меняют в карточке камеры.</translation>
    </message>
    <message>
        <source>The camera already has this stream.</source>
        <translation>Этот поток у камеры уже есть.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>quality: what is wrong</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Enter the address of at least one stream.</source>
        <translation>Введите адрес хотя бы одного потока.</translation>
    </message>
    <message>
        <source>Enter the user that the password belongs to.</source>
        <translation>Введите пользователя, которому принадлежит пароль.</translation>
    </message>
    <message>
        <source>There is no media server yet. Add one first.</source>
        <translation>Медиасерверов ещё нет. Сначала добавьте медиасервер.</translation>
    </message>
    <message>
        <source>&amp;Find cameras…</source>
        <translation>Н&amp;айти камеры…</translation>
    </message>
    <message>
        <source>Search the network for cameras, and have one tell its streams</source>
        <translation>Искать камеры в сети и спросить одну из них о её потоках</translation>
    </message>
    <message>
        <source>MA&amp;C address</source>
        <translation>MA&amp;C-адрес</translation>
    </message>
    <message>
        <source>&amp;Serial number</source>
        <translation>&amp;Серийный номер</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
    <message>
        <source>Keep no ONVIF account with the camera</source>
        <translation>Не хранить учётную запись ONVIF у камеры</translation>
    </message>
    <message>
        <source>ONVIF</source>
        <translation>ONVIF</translation>
    </message>
    <message>
        <source>Account “%1”, port %2, is kept with the camera</source>
        <translation>Учётная запись «%1», порт %2, хранится с камерой</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AddressDialog</name>
    <message>
        <source>Enter address</source>
        <translation>Ввести адрес</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Устройство</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-адрес</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Коммутатор</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Порт</translation>
    </message>
    <message>
        <source>What a DHCP server would tell: where the device is, and where it hangs (option 82).</source>
        <translation>То, что сказал бы DHCP-сервер: адрес устройства и место подключения (опция 82).</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Enter the IP address of the device.</source>
        <translation>Введите IP-адрес устройства.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AddressEditor</name>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>нет адреса</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Сохранить изменения</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Back to the address of the registry (Esc)</source>
        <translation>Вернуть адрес из реестра (Esc)</translation>
    </message>
    <message>
        <source>Somebody else changed the address meanwhile. It is %1 now. Saving replaces it.</source>
        <translation>Адрес тем временем изменил кто-то другой. Теперь он %1. Сохранение заменит его.</translation>
    </message>
    <message>
        <source>Write the address to registry and media server (Enter)</source>
        <translation>Записать адрес в реестр и на медиасервер (Enter)</translation>
    </message>
    <message>
        <source>User and password may go to %1</source>
        <translation>Имя и пароль могут уйти на %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AdoptDialog</name>
    <message>
        <source>Adopt streams of %1</source>
        <translation>Принять потоки %1</translation>
    </message>
    <message>
        <source>Cameras found</source>
        <translation>Найденные камеры</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Выбрать все</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>Снять выбор</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message numerus="yes">
        <source>Adopt %n stream(s)</source>
        <translation>
            <numerusform>Принять %n поток</numerusform>
            <numerusform>Принять %n потока</numerusform>
            <numerusform>Принять %n потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>Wait until the streams have been read.</source>
        <translation>Дождитесь окончания чтения потоков.</translation>
    </message>
    <message>
        <source>Choose at least one camera.</source>
        <translation>Выберите хотя бы одну камеру.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Reading the streams of %1: %2 of %3</source>
        <translation>Чтение потоков %1: %2 из %3</translation>
    </message>
    <message>
        <source>Reading the streams of %1.</source>
        <translation>Чтение потоков %1.</translation>
    </message>
    <message>
        <source>%1 has no stream that the registry does not have already.</source>
        <translation>Все потоки %1 уже есть в реестре.</translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) found on %1. Adopting takes their streams into the registry; nothing is changed on the server.</source>
        <translation>
            <numerusform>На сервере %1 найдена %n камера. Принять под управление — значит внести её потоки в реестр; на сервере ничего не меняется.</numerusform>
            <numerusform>На сервере %1 найдено %n камеры. Принять под управление — значит внести их потоки в реестр; на сервере ничего не меняется.</numerusform>
            <numerusform>На сервере %1 найдено %n камер. Принять под управление — значит внести их потоки в реестр; на сервере ничего не меняется.</numerusform>
        </translation>
    </message>
    <message>
        <source>Passed over:</source>
        <translation>Пропущено:</translation>
    </message>
    <message>
        <source>Writing the streams into the registry.</source>
        <translation>Запись потоков в реестр.</translation>
    </message>
    <message>
        <source>Pair as main and sub</source>
        <translation>Объединить как основной и дополнительный</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Разделить</translation>
    </message>
    <message>
        <source>Select two cameras that have one stream each.</source>
        <translation>Выберите две камеры, у которых по одному потоку.</translation>
    </message>
    <message>
        <source>Select one camera that has two streams.</source>
        <translation>Выберите одну камеру, у которой два потока.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AdoptionModel</name>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>High quality</source>
        <translation>Высокое качество</translation>
    </message>
    <message>
        <source>Low quality</source>
        <translation>Низкое качество</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Why one camera</source>
        <translation>Почему одна камера</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AlarmNotifier</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new alarm(s)</source>
        <translation>
            <numerusform>%n новая тревога</numerusform>
            <numerusform>%n новые тревоги</numerusform>
            <numerusform>%n новых тревог</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AlarmPage</name>
    <message>
        <source>Seen</source>
        <translation>Просмотрено</translation>
    </message>
    <message>
        <source>All seen</source>
        <translation>Всё просмотрено</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Go to what the alarm is about (Enter)</source>
        <translation>Перейти к причине тревоги (Enter)</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>Правила…</translation>
    </message>
    <message>
        <source>When there is an alarm, and how this desk hears of it</source>
        <translation>Когда возникает тревога и как о ней узнаёт это рабочее место</translation>
    </message>
    <message>
        <source>No alarm. What breaks is told here, and stays until somebody has seen it.</source>
        <translation>Тревог нет. О сбоях сообщается здесь, и сообщение остаётся, пока его кто-нибудь не просмотрит.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Тревоги</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>%1 new of %2</source>
        <translation>новых: %1 из %2</translation>
    </message>
    <message>
        <source>Your name is shown to the others (Space)</source>
        <translation>Ваше имя увидят остальные (пробел)</translation>
    </message>
    <message>
        <source>Somebody has seen it already.</source>
        <translation>Это уже кто-то просмотрел.</translation>
    </message>
    <message>
        <source>Select an alarm first.</source>
        <translation>Сначала выберите тревогу.</translation>
    </message>
    <message>
        <source>You have seen all that is new (Ctrl+Shift+K)</source>
        <translation>Вы просмотрели всё новое (Ctrl+Shift+K)</translation>
    </message>
    <message>
        <source>There is nothing new.</source>
        <translation>Нового нет.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AlarmRulesDialog</name>
    <message>
        <source>Alarm rules</source>
        <translation>Правила тревог</translation>
    </message>
    <message>
        <source>When there is an alarm; for everybody who works on the registry:</source>
        <translation>Когда возникает тревога; для всех, кто работает с реестром:</translation>
    </message>
    <message>
        <source> min</source>
        <comment>minutes, after a number</comment>
        <translation> мин</translation>
    </message>
    <message>
        <source>A media server does not answer for</source>
        <translation>Медиасервер не отвечает</translation>
    </message>
    <message>
        <source>Losses have something in common</source>
        <translation>У потерь есть общая причина</translation>
    </message>
    <message>
        <source>Streams lost with nothing in common</source>
        <translation>Потоки потеряны без общей причины</translation>
    </message>
    <message>
        <source>within</source>
        <translation>за</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent, after a number</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>A disk is fuller than</source>
        <translation>Диск заполнен больше чем на</translation>
    </message>
    <message>
        <source> h</source>
        <comment>hours, after a number</comment>
        <translation> ч</translation>
    </message>
    <message>
        <source>A share link ends within</source>
        <translation>Ссылка заканчивается через</translation>
    </message>
    <message>
        <source>How this desk hears of it:</source>
        <translation>Как об этом узнаёт это рабочее место:</translation>
    </message>
    <message>
        <source>Notification of the desktop</source>
        <translation>Уведомление рабочего стола</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Тихо с</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Тихо до</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Тихие часы</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>on</source>
        <comment>an alarm rule</comment>
        <translation>вкл.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AlarmTableModel</name>
    <message>
        <source>Began</source>
        <translation>Начало</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Длилось</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Просмотрел</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>%1, goes on</source>
        <translation>%1, продолжается</translation>
    </message>
    <message>
        <source>new</source>
        <comment>nobody has seen the alarm</comment>
        <translation>новая</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveBar</name>
    <message>
        <source>Export a period to a file…</source>
        <translation>Экспортировать период в файл…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation>Предыдущий день</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Следующий день</translation>
    </message>
    <message>
        <source>Previous gap</source>
        <translation>Предыдущий пробел</translation>
    </message>
    <message>
        <source>Next gap</source>
        <translation>Следующий пробел</translation>
    </message>
    <message>
        <source>Show more time</source>
        <translation>Показать больше времени</translation>
    </message>
    <message>
        <source>Show less time</source>
        <translation>Показать меньше времени</translation>
    </message>
    <message>
        <source>The whole day is shown.</source>
        <translation>Показаны целые сутки.</translation>
    </message>
    <message>
        <source>It cannot be shown any closer.</source>
        <translation>Крупнее показать нельзя.</translation>
    </message>
    <message>
        <source>Speed. Sound is heard at ×1.</source>
        <translation>Скорость. Звук слышен при ×1.</translation>
    </message>
    <message>
        <source>Day: %1</source>
        <translation>День: %1</translation>
    </message>
    <message>
        <source>Choose a day. Days with recordings carry a bar.</source>
        <translation>Выберите день. Дни с записями отмечены полоской.</translation>
    </message>
    <message>
        <source>Speed %1</source>
        <translation>Скорость %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveDays</name>
    <message>
        <source>Recorded by day</source>
        <translation>Записано по дням</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveExport</name>
    <message>
        <source>The sound (%1) was converted to AAC, because a file of this kind does not hold it.</source>
        <translation>Звук (%1) преобразован в AAC: файл такого вида его не хранит.</translation>
    </message>
    <message>
        <source>Sound was left out: a file of this kind does not hold it, and it could not be converted. A file whose name ends in .mkv holds more kinds.</source>
        <translation>Звук опущен: файл такого вида его не хранит, а преобразовать его не удалось. Файл с именем на .mkv хранит больше видов звука.</translation>
    </message>
    <message>
        <source>The end has to be later than the beginning.</source>
        <translation>Конец должен быть позже начала.</translation>
    </message>
    <message>
        <source>At most 24 hours can be exported at once.</source>
        <translation>За один раз можно экспортировать не больше 24 часов.</translation>
    </message>
    <message>
        <source>The beginning is in the future.</source>
        <translation>Начало находится в будущем.</translation>
    </message>
    <message>
        <source>Nothing is recorded between %1 and %2.</source>
        <translation>Между %1 и %2 записей нет.</translation>
    </message>
    <message>
        <source>Enter the name of the file.</source>
        <translation>Введите имя файла.</translation>
    </message>
    <message>
        <source>%1 is a folder. Enter the name of a file.</source>
        <translation>%1 — это папка. Введите имя файла.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Папки %1 нет.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written to.</source>
        <translation>В папку %1 нельзя записывать.</translation>
    </message>
    <message>
        <source>The file %1 exists already.</source>
        <translation>Файл %1 уже существует.</translation>
    </message>
    <message>
        <source>About %1 are needed, and %2 has only %3 left.</source>
        <translation>Нужно около %1, а в %2 осталось только %3.</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>Экспорт отменён.</translation>
    </message>
    <message>
        <source>No media server can deliver it.</source>
        <translation>Ни один медиасервер не может её отдать.</translation>
    </message>
    <message>
        <source>The recording of %1 could not be fetched: %2</source>
        <translation>Не удалось получить запись за %1: %2</translation>
    </message>
    <message>
        <source>Nothing is recorded at the beginning: the file begins with the next recorded moment, %1.</source>
        <translation>В начале периода записи нет: файл начинается со следующего записанного момента, %1.</translation>
    </message>
    <message>
        <source>Recordings are written as MP4 or Matroska, not as .%1. Let the name end in .mp4 or .mkv.</source>
        <translation>Записи сохраняются как MP4 или Matroska, а не как .%1. Имя должно оканчиваться на .mp4 или .mkv.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveExportPresenter</name>
    <message>
        <source>%1 recorded, on %2.</source>
        <translation>Записано %1, на %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) of %1 in all will be left out.</source>
        <translation>
            <numerusform>%n пробел, всего %1, будет пропущен.</numerusform>
            <numerusform>%n пробела, всего %1, будут пропущены.</numerusform>
            <numerusform>%n пробелов, всего %1, будут пропущены.</numerusform>
        </translation>
    </message>
    <message>
        <source>About %1.</source>
        <translation>Около %1.</translation>
    </message>
    <message>
        <source>No picture is encoded anew. The file begins with the key frame before the beginning.</source>
        <translation>Изображение не перекодируется. Файл начинается с ключевого кадра перед началом.</translation>
    </message>
    <message>
        <source>%1 % done, %2 written.</source>
        <translation>Готово %1 %, записано %2.</translation>
    </message>
    <message>
        <source>The recordings are being fetched…</source>
        <translation>Записи загружаются…</translation>
    </message>
    <message>
        <source>Exported: %1, %2, as %3.</source>
        <translation>Экспортировано: %1, %2, в файл %3.</translation>
    </message>
    <message>
        <source>What only %1 has recorded from %2 on is missing.</source>
        <translation>В файле нет того, что записал только %1 начиная с %2.</translation>
    </message>
    <message>
        <source>Export what the others hold?</source>
        <translation>Экспортировать то, что хранят остальные?</translation>
    </message>
    <message>
        <source>%1 does not answer. Export what the others hold?</source>
        <translation>%1 не отвечает. Экспортировать то, что хранят остальные?</translation>
    </message>
    <message>
        <source>Export the rest</source>
        <translation>Экспортировать остальное</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveIndexDialog</name>
    <message>
        <source>Archive index · %1</source>
        <translation>Индекс архива · %1</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>По</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длительность</translation>
    </message>
    <message>
        <source>Gap before it</source>
        <translation>Пробел перед ним</translation>
    </message>
    <message>
        <source>Recorded periods</source>
        <translation>Записанные периоды</translation>
    </message>
    <message>
        <source>Nothing is known of recordings of this stream. Update the indexes to ask every media server that ever held it.</source>
        <translation>О записях этого потока ничего не известно. Обновите индексы, чтобы опросить все медиасерверы, на которых он был.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Update indexes</source>
        <translation>Обновить индексы</translation>
    </message>
    <message>
        <source>%1 (archive holder)</source>
        <translation>%1 (хранит архив)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message numerus="yes">
        <source>%1 recorded, on %n media server(s).</source>
        <translation>
            <numerusform>Записано %1 на %n медиасервере.</numerusform>
            <numerusform>Записано %1 на %n медиасерверах.</numerusform>
            <numerusform>Записано %1 на %n медиасерверах.</numerusform>
        </translation>
    </message>
    <message>
        <source>No gap.</source>
        <translation>Пробелов нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) of %1 in all.</source>
        <translation>
            <numerusform>%n пробел, всего %1.</numerusform>
            <numerusform>%n пробела, всего %1.</numerusform>
            <numerusform>%n пробелов, всего %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Asks every media server that ever held the stream what it has recorded</source>
        <translation>Опрашивает все медиасерверы, на которых был поток, что у них записано</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveIndexPresenter</name>
    <message>
        <source>%1 · %2</source>
        <comment>camera · quality</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The stream is not in the registry any more.</source>
        <translation>Потока больше нет в реестре.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchivePlaybackPresenter</name>
    <message>
        <source>Nothing was recorded for %1: passed over.</source>
        <translation>%1 без записи: пропущено.</translation>
    </message>
    <message>
        <source>Nothing is recorded at that moment. It goes on at %1.</source>
        <translation>В этот момент записи нет. Она продолжается с %1.</translation>
    </message>
    <message>
        <source>Asking what is recorded…</source>
        <translation>Узнаём, что записано…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n media server(s) have told what they recorded.</source>
        <translation>
            <numerusform>Ответили %1 из %n медиасервера.</numerusform>
            <numerusform>Ответили %1 из %n медиасерверов.</numerusform>
            <numerusform>Ответили %1 из %n медиасерверов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is recorded of this stream.</source>
        <translation>Записей этого потока нет.</translation>
    </message>
    <message>
        <source>%1 could not be asked: %2</source>
        <translation>Не удалось опросить %1: %2</translation>
    </message>
    <message>
        <source>There is no picture yet.</source>
        <translation>Изображения пока нет.</translation>
    </message>
    <message>
        <source>Sound is heard at speed ×1.</source>
        <translation>Звук слышен при скорости ×1.</translation>
    </message>
    <message>
        <source>This recording has no sound.</source>
        <translation>В этой записи нет звука.</translation>
    </message>
    <message>
        <source>No stream is selected.</source>
        <translation>Поток не выбран.</translation>
    </message>
    <message>
        <source>This computer has no sound output at the moment.</source>
        <translation>Сейчас на этом компьютере нет вывода звука.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchivePlayer</name>
    <message>
        <source>Loading the recording…</source>
        <translation>Загрузка записи…</translation>
    </message>
    <message>
        <source>This is the end of what is recorded.</source>
        <translation>Здесь записи заканчиваются.</translation>
    </message>
    <message>
        <source>Nothing is recorded from this moment on.</source>
        <translation>Начиная с этого момента записей нет.</translation>
    </message>
    <message>
        <source>Playing the recording.</source>
        <translation>Воспроизводится запись.</translation>
    </message>
    <message>
        <source>No media server can play this moment.</source>
        <translation>Ни один медиасервер не может показать этот момент.</translation>
    </message>
    <message>
        <source>Everything that is recorded has been shown. Waiting for more.</source>
        <translation>Показано всё, что записано. Ожидаем продолжения.</translation>
    </message>
    <message>
        <source>Waiting for the media server.</source>
        <translation>Ожидаем медиасервер.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::AttachDialog</name>
    <message>
        <source>Attach camera</source>
        <translation>Подключить камеру</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Устройство</translation>
    </message>
    <message>
        <source>a new camera</source>
        <translation>новая камера</translation>
    </message>
    <message>
        <source>replaces the device of %1</source>
        <translation>заменяет устройство камеры %1</translation>
    </message>
    <message>
        <source>It becomes</source>
        <translation>Чем станет</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>by its address</source>
        <translation>по адресу</translation>
    </message>
    <message>
        <source>Server group</source>
        <translation>Группа серверов</translation>
    </message>
    <message>
        <source>Record, and keep for</source>
        <translation>Записывать и хранить</translation>
    </message>
    <message>
        <source> days</source>
        <translation> дн.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>ONVIF user</source>
        <translation>Пользователь ONVIF</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>ONVIF port</source>
        <translation>Порт ONVIF</translation>
    </message>
    <message>
        <source>Its streams are made by themselves as soon as it has an address: high is the largest profile, low the smallest.</source>
        <translation>Потоки создадутся сами, как только появится адрес: высокое качество — самый большой профиль, низкое — самый маленький.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Подключить</translation>
    </message>
    <message>
        <source>as that of the old device</source>
        <translation>как у прежнего устройства</translation>
    </message>
    <message>
        <source>stays where it is</source>
        <translation>остаётся на месте</translation>
    </message>
</context>
<context>
    <name>streamkeeper::BatchBar</name>
    <message>
        <source>Progress</source>
        <translation>Ход выполнения</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Show the outcome of each stream in Activity</source>
        <translation>Показать итог по каждому потоку в журнале действий</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>What was not begun is not begun; what was asked goes on</source>
        <translation>Не начатое не начнётся; уже запрошенное продолжится</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraCard</name>
    <message>
        <source>Id of the camera</source>
        <translation>Идентификатор камеры</translation>
    </message>
    <message>
        <source>General data</source>
        <translation>Общие данные</translation>
    </message>
    <message>
        <source>Video Streams</source>
        <translation>Видеопотоки</translation>
    </message>
    <message>
        <source>This camera is not in the registry.</source>
        <translation>Этой камеры нет в реестре.</translation>
    </message>
    <message>
        <source>The camera %1 is not in the registry any more.</source>
        <translation>Камеры %1 больше нет в реестре.</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>добавлена: %1</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>создана %1</translation>
    </message>
    <message>
        <source>%1 · stale</source>
        <comment>camera status of the past</comment>
        <translation>%1 · устарело</translation>
    </message>
    <message>
        <source>camera %1</source>
        <translation>камера %1</translation>
    </message>
    <message>
        <source>a camera that is gone</source>
        <translation>камера, которой больше нет</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraCsvActions</name>
    <message>
        <source>Import cameras…</source>
        <translation>Импорт камер…</translation>
    </message>
    <message>
        <source>All cameras…</source>
        <translation>Все камеры…</translation>
    </message>
    <message>
        <source>Cameras of the rows shown…</source>
        <translation>Камеры показанных строк…</translation>
    </message>
    <message>
        <source>Cameras of the selected rows…</source>
        <translation>Камеры выбранных строк…</translation>
    </message>
    <message>
        <source>Export cameras</source>
        <translation>Экспорт камер</translation>
    </message>
    <message>
        <source>Select rows of the table of video streams first.</source>
        <translation>Сначала выберите строки в таблице видеопотоков.</translation>
    </message>
    <message>
        <source>Those that search and filters let through</source>
        <translation>Те, что пропускают поиск и фильтры</translation>
    </message>
    <message>
        <source>The table of video streams shows no row.</source>
        <translation>В таблице видеопотоков не показано ни одной строки.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraCsvPresenter</name>
    <message>
        <source>The file %1 cannot be read: %2</source>
        <translation>Не удаётся прочитать файл %1: %2</translation>
    </message>
    <message>
        <source>it is larger than 512 MB.</source>
        <translation>он больше 512 МБ.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импорт</translation>
    </message>
    <message numerus="yes">
        <source>Cancelled. The settings of %n camera(s) were saved before that; no stream was touched.</source>
        <translation>
            <numerusform>Отменено. До этого сохранены настройки %n камеры; потоки не тронуты.</numerusform>
            <numerusform>Отменено. До этого сохранены настройки %n камер; потоки не тронуты.</numerusform>
            <numerusform>Отменено. До этого сохранены настройки %n камер; потоки не тронуты.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The settings of %n camera(s) were saved.</source>
        <translation>
            <numerusform>Сохранены настройки %n камеры.</numerusform>
            <numerusform>Сохранены настройки %n камер.</numerusform>
            <numerusform>Сохранены настройки %n камер.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The settings of %n camera(s) could not be saved; everything else is done or under way.</source>
        <translation>
            <numerusform>Настройки %n камеры сохранить не удалось; всё остальное сделано или выполняется.</numerusform>
            <numerusform>Настройки %n камер сохранить не удалось; всё остальное сделано или выполняется.</numerusform>
            <numerusform>Настройки %n камер сохранить не удалось; всё остальное сделано или выполняется.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n camera(s)</source>
        <translation>
            <numerusform>Экспорт %n камеры</numerusform>
            <numerusform>Экспорт %n камер</numerusform>
            <numerusform>Экспорт %n камер</numerusform>
        </translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Таблицы (*.csv)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) written to %1.</source>
        <translation>
            <numerusform>%n камера записана в %1.</numerusform>
            <numerusform>%n камеры записаны в %1.</numerusform>
            <numerusform>%n камер записано в %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>Не удалось записать файл %1: %2</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraForm</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-адрес</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-адрес</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Серийный номер</translation>
    </message>
    <message>
        <source>Creation method</source>
        <translation>Способ создания</translation>
    </message>
    <message>
        <source>DHCP reservation</source>
        <translation>Резервирование DHCP</translation>
    </message>
    <message>
        <source>Which media servers may take its streams</source>
        <translation>Какие медиасерверы могут взять её потоки</translation>
    </message>
    <message>
        <source>Links without a token may be made</source>
        <translation>Можно делать ссылки без токена</translation>
    </message>
    <message>
        <source>A subnet per line, for example 192.0.2.0/24; anyone if left empty</source>
        <translation>По подсети в строке, например 192.0.2.0/24; если пусто — кто угодно</translation>
    </message>
    <message>
        <source>Other limits for Problematic and Disconnected</source>
        <translation>Другие пороги для «Проблемных» и «Отключённых»</translation>
    </message>
    <message>
        <source>Group type</source>
        <translation>Тип группы</translation>
    </message>
    <message>
        <source>External access</source>
        <translation>Внешний доступ</translation>
    </message>
    <message>
        <source>Allowed subnets</source>
        <translation>Разрешённые подсети</translation>
    </message>
    <message>
        <source>Increased reconnection time</source>
        <translation>Увеличенное время переподключения</translation>
    </message>
    <message>
        <source>The sound of the camera is used</source>
        <translation>Звук камеры используется</translation>
    </message>
    <message>
        <source>New streams are recorded</source>
        <translation>Новые потоки записываются</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Archive recording</source>
        <translation>Запись архива</translation>
    </message>
    <message>
        <source>Archive depth</source>
        <translation>Глубина архива</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Forget the stored password when this is saved</source>
        <translation>Забыть сохранённый пароль при сохранении</translation>
    </message>
    <message>
        <source>ONVIF user</source>
        <translation>Пользователь ONVIF</translation>
    </message>
    <message>
        <source>ONVIF password</source>
        <translation>Пароль ONVIF</translation>
    </message>
    <message>
        <source>ONVIF port</source>
        <translation>Порт ONVIF</translation>
    </message>
    <message>
        <source>removed when this is saved</source>
        <translation>будет удалён при сохранении</translation>
    </message>
    <message>
        <source>stored, sealed</source>
        <translation>хранится запечатанным</translation>
    </message>
    <message>
        <source>none is stored</source>
        <translation>не хранится</translation>
    </message>
    <message>
        <source>Subnets are for External access. Switch it on first.</source>
        <translation>Подсети нужны для внешнего доступа. Сначала включите его.</translation>
    </message>
    <message>
        <source>The depth is for Archive recording. Switch it on first.</source>
        <translation>Глубина нужна для записи архива. Сначала включите её.</translation>
    </message>
    <message>
        <source>none: the address decides</source>
        <comment>no server group</comment>
        <translation>нет: решает адрес</translation>
    </message>
    <message>
        <source>In which clusters of media servers the streams of this camera may be</source>
        <translation>В каких кластерах медиасерверов могут быть потоки этой камеры</translation>
    </message>
    <message>
        <source>Server group</source>
        <translation>Группа серверов</translation>
    </message>
    <message>
        <source>a group that is gone</source>
        <translation>группа, которой больше нет</translation>
    </message>
    <message>
        <source>Takes one session at a time</source>
        <translation>Обслуживает один сеанс за раз</translation>
    </message>
    <message>
        <source>A transfer then stops the old media server before the new one begins, and the recording has a gap</source>
        <translation>При переносе прежний медиасервер тогда останавливается раньше, чем начнёт новый, и в записи будет перерыв</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Сеансы</translation>
    </message>
    <message>
        <source>External access is set on the media servers when it is saved. Sound, recording and depth are for streams that are added from now on.</source>
        <translation>Внешний доступ при сохранении задаётся и на медиасерверах. Звук, запись и глубина архива — для потоков, которые добавят с этого момента.</translation>
    </message>
    <message>
        <source>days, %1 to %2</source>
        <comment>unit of the archive depth</comment>
        <translation>дней, от %1 до %2</translation>
    </message>
    <message>
        <source>Network device</source>
        <translation>Сетевое устройство</translation>
    </message>
    <message>
        <source>How far its provisioning is, and what happened</source>
        <translation>Как далеко зашла автонастройка и что произошло</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>авто</translation>
    </message>
    <message>
        <source>Provisioning keeps the streams; their addresses are locked</source>
        <translation>Потоками управляет автонастройка, адреса закрыты</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>вручную</translation>
    </message>
    <message>
        <source>Provisioning stops, what it got is kept, and addresses can be edited</source>
        <translation>Автонастройка останавливается, полученное сохраняется, адреса можно менять</translation>
    </message>
    <message>
        <source>Stream activation</source>
        <translation>Активация потоков</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraPairActions</name>
    <message>
        <source>Split camera…</source>
        <translation>Разделить камеру…</translation>
    </message>
    <message>
        <source>Join cameras…</source>
        <translation>Объединить камеры…</translation>
    </message>
    <message>
        <source>Join with another camera…</source>
        <translation>Объединить с другой камерой…</translation>
    </message>
    <message>
        <source>The low stream becomes a camera of its own</source>
        <translation>Поток низкого качества становится отдельной камерой</translation>
    </message>
    <message>
        <source>Two streams of two cameras become one camera</source>
        <translation>Два потока двух камер становятся одной камерой</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraStreamPlace</name>
    <message>
        <source>High quality</source>
        <translation>Высокое качество</translation>
    </message>
    <message>
        <source>Low quality</source>
        <translation>Низкое качество</translation>
    </message>
    <message>
        <source>What can be done with this stream</source>
        <translation>Что можно сделать с этим потоком</translation>
    </message>
    <message>
        <source>The camera has no stream of high quality.</source>
        <translation>У камеры нет потока высокого качества.</translation>
    </message>
    <message>
        <source>The camera has no stream of low quality.</source>
        <translation>У камеры нет потока низкого качества.</translation>
    </message>
    <message>
        <source>Add stream…</source>
        <translation>Добавить поток…</translation>
    </message>
    <message>
        <source>pending</source>
        <comment>an operation whose effect no poll has shown yet</comment>
        <translation>выполняется</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no drift</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>The archive index, and repairs of what differs between registry and media server</source>
        <translation>Индекс архива и устранение расхождений между реестром и медиасервером</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CamerasPresenter</name>
    <message>
        <source>%1 is a camera of its own now.</source>
        <translation>%1 — теперь отдельная камера.</translation>
    </message>
    <message>
        <source>No other camera has one stream alone that fits to %1.</source>
        <translation>Нет другой камеры с одним потоком, который подходит к %1.</translation>
    </message>
    <message>
        <source>%1 has both streams now.</source>
        <translation>У %1 теперь оба потока.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CauseList</name>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message numerus="yes">
        <source>Root causes of the last 12 hours explain %n stream(s)</source>
        <translation>
            <numerusform>Общие причины за 12 часов объясняют %n поток</numerusform>
            <numerusform>Общие причины за 12 часов объясняют %n потока</numerusform>
            <numerusform>Общие причины за 12 часов объясняют %n потоков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cause(s)</source>
        <translation>
            <numerusform>ещё %n причина</numerusform>
            <numerusform>ещё %n причины</numerusform>
            <numerusform>ещё %n причин</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Only these streams in the table</source>
        <translation>Только эти потоки в таблице</translation>
    </message>
    <message>
        <source>Acknowledge %1…</source>
        <translation>Принять к сведению %1…</translation>
    </message>
    <message>
        <source>Restart %1…</source>
        <translation>Перезапустить %1…</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ChangeBar</name>
    <message>
        <source>Load their values</source>
        <translation>Взять их значения</translation>
    </message>
    <message>
        <source>What you typed is dropped.</source>
        <translation>Введённое вами пропадёт.</translation>
    </message>
    <message>
        <source>Put mine on top</source>
        <translation>Наложить мои</translation>
    </message>
    <message>
        <source>Their values are loaded, with what you changed on top. Nothing is saved yet.</source>
        <translation>Взяты их значения, поверх них — ваши изменения. Пока ничего не сохранено.</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Сохранить изменения</translation>
    </message>
    <message>
        <source>Back to what is saved (Esc)</source>
        <translation>Вернуться к сохранённому (Esc)</translation>
    </message>
    <message>
        <source>Write the changes into the registry (Ctrl+S)</source>
        <translation>Записать изменения в реестр (Ctrl+S)</translation>
    </message>
    <message>
        <source>Changes are not saved yet.</source>
        <translation>Изменения ещё не сохранены.</translation>
    </message>
    <message>
        <source>Writing into the registry.</source>
        <translation>Запись в реестр.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ClusterDialog</name>
    <message>
        <source>Add cluster</source>
        <translation>Добавить кластер</translation>
    </message>
    <message>
        <source>Edit cluster</source>
        <translation>Изменить кластер</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Servers of the cluster</source>
        <translation>Серверы кластера</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Распределение</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Доступность</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Серверы</translation>
    </message>
    <message>
        <source>Main server</source>
        <translation>Основной сервер</translation>
    </message>
    <message>
        <source>Common settings overwrite those of every member, also of members that come later:</source>
        <translation>Общие настройки заменяют собственные настройки всех участников, в том числе добавленных позже:</translation>
    </message>
    <message>
        <source>Streams stay on the media servers they are on. Searches for other servers look at the new cluster from now on.</source>
        <translation>Потоки остаются на своих медиасерверах. Поиск других серверов отныне учитывает новый состав кластера.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Choose at least two media servers.</source>
        <translation>Выберите хотя бы два медиасервера.</translation>
    </message>
    <message>
        <source>Tick the servers of the cluster first.</source>
        <translation>Сначала отметьте серверы кластера.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ClustersPage</name>
    <message>
        <source>Clusters</source>
        <translation>Кластеры</translation>
    </message>
    <message>
        <source>Add cluster…</source>
        <translation>Добавить кластер…</translation>
    </message>
    <message>
        <source>There is no cluster yet. A cluster makes media servers stand in for each other: one main server and at least one additional one.</source>
        <translation>Кластеров ещё нет. В кластере медиасерверы заменяют друг друга: один основной и хотя бы один дополнительный.</translation>
    </message>
    <message>
        <source>Select a cluster first.</source>
        <translation>Сначала выберите кластер.</translation>
    </message>
    <message>
        <source>Change the servers and settings of this cluster (Enter)</source>
        <translation>Изменить серверы и настройки этого кластера (Enter)</translation>
    </message>
    <message>
        <source>Delete this cluster; its servers stay</source>
        <translation>Удалить этот кластер; его серверы остаются</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Main server</source>
        <translation>Основной сервер</translation>
    </message>
    <message>
        <source>Additional servers</source>
        <translation>Дополнительные серверы</translation>
    </message>
    <message>
        <source>Server groups</source>
        <translation>Группы серверов</translation>
    </message>
    <message>
        <source>Common settings</source>
        <translation>Общие настройки</translation>
    </message>
    <message>
        <source>Add server group…</source>
        <translation>Добавить группу серверов…</translation>
    </message>
    <message>
        <source>There is no server group yet. A group says in which clusters the streams of its cameras may be: of cameras that name it, and of those whose address is in one of its subnets.</source>
        <translation>Групп серверов ещё нет. Группа говорит, в каких кластерах могут быть потоки её камер: тех, что указывают её, и тех, чей адрес входит в одну из её подсетей.</translation>
    </message>
    <message>
        <source>Select a server group first.</source>
        <translation>Сначала выберите группу серверов.</translation>
    </message>
    <message>
        <source>Change the clusters and subnets of this server group (Enter)</source>
        <translation>Изменить кластеры и подсети этой группы серверов (Enter)</translation>
    </message>
    <message>
        <source>Delete this server group; its clusters stay</source>
        <translation>Удалить эту группу серверов; её кластеры остаются</translation>
    </message>
    <message>
        <source>Parent group</source>
        <translation>Родительская группа</translation>
    </message>
    <message>
        <source>Subnets</source>
        <translation>Подсети</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Камеры</translation>
    </message>
    <message>
        <source>Search settings…</source>
        <translation>Настройки поиска…</translation>
    </message>
    <message>
        <source>What counts for every search for a media server</source>
        <translation>Что учитывает каждый поиск медиасервера</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <comment>name of a media server</comment>
        <translation>%1 (недоступен)</translation>
    </message>
    <message>
        <source>%1 (off)</source>
        <comment>name of a media server</comment>
        <translation>%1 (выключен)</translation>
    </message>
    <message numerus="yes">
        <source>at most %n stream(s)</source>
        <translation>
            <numerusform>не больше %n потока</numerusform>
            <numerusform>не больше %n потоков</numerusform>
            <numerusform>не больше %n потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>internal port %1</source>
        <translation>внутренний порт %1</translation>
    </message>
    <message>
        <source>external port %1</source>
        <translation>внешний порт %1</translation>
    </message>
    <message>
        <source>RTSP port %1</source>
        <translation>порт RTSP %1</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no common settings</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>A cluster needs two media servers that are in no cluster yet.</source>
        <translation>Для кластера нужны два медиасервера, которые ещё не входят ни в один кластер.</translation>
    </message>
    <message>
        <source>at most %1 kbit/s</source>
        <translation>не больше %1 кбит/с</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ClustersPresenter</name>
    <message>
        <source>on</source>
        <comment>distribution</comment>
        <translation>вкл.</translation>
    </message>
    <message>
        <source>off</source>
        <comment>distribution</comment>
        <translation>выкл.</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>недоступен</translation>
    </message>
    <message>
        <source>available</source>
        <translation>доступен</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>пока неизвестно</translation>
    </message>
    <message numerus="yes">
        <source>The cluster %1 will be deleted. Its %n media server(s) stay in the registry, in no cluster, with the settings they have now.</source>
        <translation>
            <numerusform>Кластер %1 будет удалён. Его %n медиасервер остаётся в реестре вне кластеров, с нынешними настройками.</numerusform>
            <numerusform>Кластер %1 будет удалён. Его %n медиасервера остаются в реестре вне кластеров, с нынешними настройками.</numerusform>
            <numerusform>Кластер %1 будет удалён. Его %n медиасерверов остаются в реестре вне кластеров, с нынешними настройками.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reserved stream(s) stay on their main and additional servers; a search will not find these servers for reserved streams any more.</source>
        <translation>
            <numerusform>%n зарезервированный поток остаётся на своих основном и дополнительном серверах; поиск больше не найдёт эти серверы для зарезервированных потоков.</numerusform>
            <numerusform>%n зарезервированных потока остаются на своих основных и дополнительных серверах; поиск больше не найдёт эти серверы для зарезервированных потоков.</numerusform>
            <numerusform>%n зарезервированных потоков остаются на своих основных и дополнительных серверах; поиск больше не найдёт эти серверы для зарезервированных потоков.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n server group(s) lose it.</source>
        <translation>
            <numerusform>Его потеряет %n группа серверов.</numerusform>
            <numerusform>Его потеряют %n группы серверов.</numerusform>
            <numerusform>Его потеряют %n групп серверов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete cluster</source>
        <translation>Удалить кластер</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>Удалить %1</translation>
    </message>
    <message>
        <source>The server group %1 will be deleted. Its clusters stay; streams stay on their media servers.</source>
        <translation>Группа серверов %1 будет удалена. Её кластеры остаются; потоки остаются на своих медиасерверах.</translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) name it: they will name none, and their addresses decide.</source>
        <translation>
            <numerusform>Её указывает %n камера: группы у неё не будет, и решать будет адрес.</numerusform>
            <numerusform>Её указывают %n камеры: группы у них не будет, и решать будут адреса.</numerusform>
            <numerusform>Её указывают %n камер: группы у них не будет, и решать будут адреса.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) below it go to its parent, or have none.</source>
        <translation>
            <numerusform>%n вложенная группа перейдёт к её родителю или останется без него.</numerusform>
            <numerusform>%n вложенные группы перейдут к её родителю или останутся без него.</numerusform>
            <numerusform>%n вложенных групп перейдут к её родителю или останутся без него.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete server group</source>
        <translation>Удалить группу серверов</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ColumnsDialog</name>
    <message>
        <source>Columns of the list</source>
        <translation>Столбцы списка</translation>
    </message>
    <message>
        <source>This is a list of %1. Its header is line %2 of the file.</source>
        <translation>Это список программы %1. Его заголовок — строка %2 файла.</translation>
    </message>
    <message>
        <source>The columns of this file are the console&apos;s own. Its header is line %1.</source>
        <translation>Столбцы этого файла — собственные столбцы консоли. Заголовок — строка %1.</translation>
    </message>
    <message>
        <source>The console does not know this list. Say what its columns are; its header is line %1 of the file. What you say is remembered for lists with this header.</source>
        <translation>Консоль не знает такого списка. Укажите, что в его столбцах; заголовок — строка %1 файла. Указанное запоминается для списков с таким заголовком.</translation>
    </message>
    <message>
        <source>Choose a saved one, or a name to save this one</source>
        <translation>Выберите сохранённое или введите имя, чтобы сохранить</translation>
    </message>
    <message>
        <source>&amp;Mapping</source>
        <translation>&amp;Соответствие</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>Со&amp;хранить</translation>
    </message>
    <message>
        <source>&amp;Load from file…</source>
        <translation>&amp;Загрузить из файла…</translation>
    </message>
    <message>
        <source>Save to &amp;file…</source>
        <translation>Сохранить в &amp;файл…</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>Столбец файла</translation>
    </message>
    <message>
        <source>First lines</source>
        <translation>Первые строки</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Что это</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(без названия)</translation>
    </message>
    <message>
        <source>What the column %1 is</source>
        <translation>Что в столбце %1</translation>
    </message>
    <message>
        <source>The column has no name in the header. Give it one in the file.</source>
        <translation>У столбца нет названия в заголовке. Дайте его в файле.</translation>
    </message>
    <message>
        <source>Another column has the same name. Change one of them in the file.</source>
        <translation>Другой столбец называется так же. Измените одно из названий в файле.</translation>
    </message>
    <message>
        <source>Not known, or different</source>
        <translation>Неизвестен или разные</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Далее</translation>
    </message>
    <message>
        <source>Load a mapping</source>
        <translation>Загрузить соответствие</translation>
    </message>
    <message>
        <source>Mappings (*.json)</source>
        <translation>Соответствия (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Save the mapping</source>
        <translation>Сохранить соответствие</translation>
    </message>
    <message>
        <source>The header holds an address or a password: it is no header, and is not written anywhere.</source>
        <translation>В заголовке стоит адрес или пароль: это не заголовок, и он никуда не записывается.</translation>
    </message>
    <message>
        <source>Give the mapping a name first.</source>
        <translation>Сначала дайте соответствию имя.</translation>
    </message>
    <message>
        <source>Needed are the name or the IP address of the camera, and the address of a stream, or an IP address and the maker: then the usual addresses are proposed, and you decide about them in the next step.</source>
        <translation>Нужны название или IP-адрес камеры, а также адрес потока либо IP-адрес и производитель: тогда предлагаются обычные адреса, и решение о них вы принимаете на следующем шаге.</translation>
    </message>
    <message>
        <source>Maker of the &amp;cameras, where no column says it</source>
        <translation>&amp;Производитель камер, если столбца с ним нет</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CommandPalette</name>
    <message>
        <source>Go to</source>
        <translation>Перейти</translation>
    </message>
    <message>
        <source>Camera, server, action, page</source>
        <translation>Камера, сервер, действие, страница</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Найденное</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>group of things to go to · one of them</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Ничего с таким именем нет.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CommonSettingsForm</name>
    <message>
        <source>each its own</source>
        <comment>a setting that every member of a cluster has for itself</comment>
        <translation>раздельно</translation>
    </message>
    <message>
        <source>Streams limit</source>
        <translation>Предел потоков</translation>
    </message>
    <message>
        <source>Traffic limit</source>
        <translation>Предел трафика</translation>
    </message>
    <message>
        <source>Internal port</source>
        <translation>Внутренний порт</translation>
    </message>
    <message>
        <source>External port</source>
        <translation>Внешний порт</translation>
    </message>
    <message>
        <source>RTSP port</source>
        <translation>Порт RTSP</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>кбит/с</translation>
    </message>
    <message>
        <source>Left empty, each member has its own.</source>
        <translation>Если поле пусто, у каждого участника своё.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ConnectionOutcome</name>
    <message>
        <source>Accept this certificate for this server</source>
        <translation>Принять этот сертификат для этого сервера</translation>
    </message>
    <message>
        <source>This is not the certificate that was accepted before. Accept it only if you know why it changed.</source>
        <translation>Это не тот сертификат, который был принят раньше. Принимайте его, только если знаете, почему он изменился.</translation>
    </message>
    <message>
        <source>Certificate of %1
signed by %2
valid until %3
SHA-256 fingerprint
%4</source>
        <translation>Сертификат %1
подписан %2
действителен до %3
отпечаток SHA-256
%4</translation>
    </message>
</context>
<context>
    <name>streamkeeper::Console</name>
    <message>
        <source>Opens another window on a demo fleet with real video</source>
        <translation>Открывает ещё одно окно с демонстрационной сетью и настоящим видео</translation>
    </message>
    <message>
        <source>This is the demo.</source>
        <translation>Это и есть демонстрация.</translation>
    </message>
    <message>
        <source>streamkeeper-fleet is not installed beside this program, so there is no demo.</source>
        <translation>Рядом с этой программой не установлен streamkeeper-fleet, поэтому демонстрации нет.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>demo registry</source>
        <translation>демонстрационный</translation>
    </message>
    <message>
        <source>registry: %1</source>
        <translation>реестр: %1</translation>
    </message>
    <message>
        <source>Choose another registry…</source>
        <translation>Выбрать другой реестр…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Choose a registry</source>
        <translation>Выбор реестра</translation>
    </message>
    <message>
        <source>Registries (*.sqlite)</source>
        <translation>Реестры (*.sqlite)</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Копировать %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::CopyKeeper</name>
    <message>
        <source>Somebody else has seen to the copy.</source>
        <translation>Копией уже занялся кто-то другой.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DayTimeline</name>
    <message>
        <source>Timeline of the recordings</source>
        <translation>Шкала времени записей</translation>
    </message>
    <message>
        <source>%1: recorded from %2 until %3</source>
        <translation>%1: записано с %2 до %3</translation>
    </message>
    <message>
        <source>Nothing is recorded at %1.</source>
        <translation>В %1 записи нет.</translation>
    </message>
    <message>
        <source>%1, %2. Nothing is recorded there.</source>
        <translation>%1, %2. Записи там нет.</translation>
    </message>
    <message>
        <source>%1, %2. Recorded on %3.</source>
        <translation>%1, %2. Записано на %3.</translation>
    </message>
    <message>
        <source>Shows %1. No moment is chosen.</source>
        <translation>Показано: %1. Момент не выбран.</translation>
    </message>
    <message>
        <source>Nothing is recorded.</source>
        <translation>Записей нет.</translation>
    </message>
    <message>
        <source>Nothing is recorded on this day.</source>
        <translation>В этот день записей нет.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DeleteStreamsDialog</name>
    <message>
        <source>Delete streams</source>
        <translation>Удаление потоков</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n stream(s) on the media server and in the registry?</source>
        <translation>
            <numerusform>Удалить %n поток на медиасервере и в реестре?</numerusform>
            <numerusform>Удалить %n потока на медиасервере и в реестре?</numerusform>
            <numerusform>Удалить %n потоков на медиасервере и в реестре?</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the recordings</source>
        <translation>Сохранить записи</translation>
    </message>
    <message>
        <source>The recordings of these streams are erased and cannot be brought back.</source>
        <translation>Записи этих потоков будут стёрты, вернуть их нельзя.</translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) will have no stream left and leave the registry too.</source>
        <translation>
            <numerusform>У %n камеры не останется потоков, она тоже уйдёт из реестра.</numerusform>
            <numerusform>У %n камер не останется потоков, они тоже уйдут из реестра.</numerusform>
            <numerusform>У %n камер не останется потоков, они тоже уйдут из реестра.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DemoFleet</name>
    <message>
        <source>The demo fleet could not be started: %1</source>
        <translation>Не удалось запустить демонстрационную сеть: %1</translation>
    </message>
    <message>
        <source>The demo fleet ended with code %1 before it was ready.</source>
        <translation>Демонстрационная сеть завершилась с кодом %1, не успев подготовиться.</translation>
    </message>
    <message>
        <source>streamkeeper-fleet is not installed beside this program, so there is no demo.</source>
        <translation>Рядом с этой программой не установлен streamkeeper-fleet, поэтому демонстрации нет.</translation>
    </message>
    <message>
        <source>The demo fleet told nothing about its servers.</source>
        <translation>Демонстрационная сеть ничего не сообщила о своих серверах.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DetailPanel</name>
    <message>
        <source>Select a stream to see its picture and parameters.</source>
        <translation>Выберите поток, чтобы увидеть его изображение и параметры.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Bitrate, kbit/s</source>
        <translation>Битрейт, кбит/с</translation>
    </message>
    <message>
        <source>Output, kbit/s</source>
        <translation>Отдача, кбит/с</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Разрешение</translation>
    </message>
    <message>
        <source>Clients, last poll</source>
        <translation>Клиенты при опросе</translation>
    </message>
    <message>
        <source>Main server</source>
        <translation>Основной сервер</translation>
    </message>
    <message>
        <source>Additional server</source>
        <translation>Дополнительный сервер</translation>
    </message>
    <message>
        <source>Reconnects since loss</source>
        <translation>Переподключения с обрыва</translation>
    </message>
    <message>
        <source>Reconnects in total</source>
        <translation>Всего переподключений</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Добавление</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Расхождение</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>Опрос</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>Name on server</source>
        <translation>Имя на сервере</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>кбит/с</translation>
    </message>
    <message>
        <source>The camera has no stream of this quality.</source>
        <translation>У камеры нет потока такого качества.</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no drift</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>down for %1</source>
        <translation>нет видео уже %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>camera · quality</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>not in the registry</source>
        <translation>нет в реестре</translation>
    </message>
    <message>
        <source>Open the card of the camera</source>
        <translation>Открыть карточку камеры</translation>
    </message>
    <message>
        <source>Captured by</source>
        <translation>Захват ведёт</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>Закрыть панель</translation>
    </message>
    <message>
        <source>Close the panel (%1)</source>
        <translation>Закрыть панель (%1)</translation>
    </message>
    <message>
        <source>Bitrate</source>
        <comment>title of a chart</comment>
        <translation>Битрейт</translation>
    </message>
    <message>
        <source>Clients</source>
        <comment>title of a chart</comment>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Последние 24 часа</translation>
    </message>
    <message>
        <source>in</source>
        <comment>traffic</comment>
        <translation>вход</translation>
    </message>
    <message>
        <source>out</source>
        <comment>traffic</comment>
        <translation>выход</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DevicePanel</name>
    <message>
        <source>Select a device to see how far it is, and what it waits for.</source>
        <translation>Выберите устройство, чтобы увидеть, как далеко оно и чего ждёт.</translation>
    </message>
    <message>
        <source>Open the card of the camera</source>
        <translation>Открыть карточку камеры</translation>
    </message>
    <message>
        <source>Not a camera yet</source>
        <translation>Ещё не камера</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-адрес</translation>
    </message>
    <message>
        <source>Make and model</source>
        <translation>Производитель и модель</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Серийный номер</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-адрес</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Резерв</translation>
    </message>
    <message>
        <source>Switch and port</source>
        <translation>Коммутатор и порт</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Активация</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Что произошло</translation>
    </message>
    <message>
        <source>Tried again at %1</source>
        <translation>Повтор в %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>ещё нет</translation>
    </message>
    <message>
        <source>no DHCP server is asked</source>
        <translation>DHCP-сервер не опрашивается</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DeviceTableModel</name>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-адрес</translation>
    </message>
    <message>
        <source>Make and model</source>
        <translation>Производитель и модель</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-адрес</translation>
    </message>
    <message>
        <source>Switch and port</source>
        <translation>Коммутатор и порт</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Последнее событие</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Серийный номер</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DevicesPage</name>
    <message>
        <source>Add device…</source>
        <translation>Добавить устройство…</translation>
    </message>
    <message>
        <source>Tell of a device that nobody has ordered (Ctrl+N)</source>
        <translation>Сообщить об устройстве, о котором нет заявки (Ctrl+N)</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Carry out the orders of a CSV file</source>
        <translation>Выполнить заявки из файла CSV</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Подключить…</translation>
    </message>
    <message>
        <source>Enter address…</source>
        <translation>Ввести адрес…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Open camera</source>
        <translation>Открыть камеру</translation>
    </message>
    <message>
        <source>Activation: auto</source>
        <translation>Активация: авто</translation>
    </message>
    <message>
        <source>Activation: manual</source>
        <translation>Активация: вручную</translation>
    </message>
    <message>
        <source>Delete camera…</source>
        <translation>Удалить камеру…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Search MAC, serial, make, IP, switch, camera</source>
        <translation>Поиск: MAC, серийный номер, модель, IP, коммутатор, камера</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Любое состояние</translation>
    </message>
    <message>
        <source>Provisioning</source>
        <translation>Автонастройка</translation>
    </message>
    <message>
        <source>Off: no order is taken, and no device goes on</source>
        <translation>Выключено: заявки не принимаются, устройства стоят</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>The DHCP server, and where orders are taken</source>
        <translation>DHCP-сервер и приём заявок</translation>
    </message>
    <message>
        <source>Network devices</source>
        <translation>Сетевые устройства</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n устройство</numerusform>
            <numerusform>%n устройства</numerusform>
            <numerusform>%n устройств</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>No network device. Cameras come here by the orders new_camera and attach_camera: of a billing system by the inlet, of a file, of the command line, or by Add device.</source>
        <translation>Сетевых устройств нет. Камеры появляются здесь по заявкам new_camera и attach_camera: из биллинга через приём заявок, из файла, из командной строки или кнопкой «Добавить устройство».</translation>
    </message>
    <message>
        <source>No device matches.</source>
        <translation>Ничего не найдено.</translation>
    </message>
    <message>
        <source>Select a device first.</source>
        <translation>Сначала выберите устройство.</translation>
    </message>
    <message>
        <source>Select one device.</source>
        <translation>Выберите одно устройство.</translation>
    </message>
    <message>
        <source>It is the device of %1 already.</source>
        <translation>Это уже устройство камеры %1.</translation>
    </message>
    <message>
        <source>Make it a camera, or have it take the place of another one&apos;s device (Ctrl+T)</source>
        <translation>Сделать камерой или поставить вместо устройства другой камеры (Ctrl+T)</translation>
    </message>
    <message>
        <source>Tell which IP address it got</source>
        <translation>Сообщить, какой IP-адрес оно получило</translation>
    </message>
    <message>
        <source>It is no camera yet.</source>
        <translation>Это ещё не камера.</translation>
    </message>
    <message>
        <source>Open the card of its camera (Enter)</source>
        <translation>Открыть карточку его камеры (Enter)</translation>
    </message>
    <message>
        <source>Delete its camera and streams, and give its address back; the device stays</source>
        <translation>Удалить его камеру и потоки и вернуть адрес; устройство остаётся</translation>
    </message>
    <message>
        <source>Nothing was in vain that could be tried again.</source>
        <translation>Повторять нечего.</translation>
    </message>
    <message>
        <source>Try again now what was in vain (F5)</source>
        <translation>Повторить сейчас то, что не удалось (F5)</translation>
    </message>
    <message>
        <source>It is the device of %1: delete the camera first.</source>
        <translation>Это устройство камеры %1: сначала удалите камеру.</translation>
    </message>
    <message>
        <source>Forget the device (Del)</source>
        <translation>Забыть устройство (Del)</translation>
    </message>
    <message>
        <source>Provisioning keeps its streams already.</source>
        <translation>Потоками уже управляет автонастройка.</translation>
    </message>
    <message>
        <source>Provisioning keeps its streams, and goes on</source>
        <translation>Потоками управляет автонастройка, она продолжится</translation>
    </message>
    <message>
        <source>People keep its streams already.</source>
        <translation>Потоками уже управляют вручную.</translation>
    </message>
    <message>
        <source>Provisioning stops, and its addresses can be edited</source>
        <translation>Автонастройка останавливается, адреса можно менять</translation>
    </message>
    <message>
        <source>Provisioning is off.</source>
        <translation>Автонастройка выключена.</translation>
    </message>
    <message>
        <source>The DHCP server still keeps %1 for it.</source>
        <translation>DHCP-сервер ещё держит для него %1.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DevicesPresenter</name>
    <message>
        <source>Import orders</source>
        <translation>Импорт заявок</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt)</source>
        <translation>Таблицы (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Provisioning is off: no order is taken, and no device goes on.</source>
        <translation>Автонастройка выключена: заявки не принимаются, устройства стоят.</translation>
    </message>
    <message>
        <source>No DHCP server is asked here: addresses come by the inlet, by the command line, or by Enter address, and nothing is reserved.</source>
        <translation>DHCP-сервер здесь не опрашивается: адреса приходят через приём заявок, из командной строки или кнопкой «Ввести адрес», и ничего не резервируется.</translation>
    </message>
    <message>
        <source>The DHCP server could not be asked: %1</source>
        <translation>DHCP-сервер не удалось опросить: %1</translation>
    </message>
    <message>
        <source>Addresses come from the DHCP server at %1, and are reserved there.</source>
        <translation>Адреса даёт DHCP-сервер %1, там же они резервируются.</translation>
    </message>
    <message>
        <source>Reserved: %1</source>
        <translation>Зарезервирован: %1</translation>
    </message>
    <message>
        <source>Unreserved: it is no network device of provisioning</source>
        <translation>Не зарезервирован: это не устройство автонастройки</translation>
    </message>
    <message>
        <source>Unreserved</source>
        <translation>Не зарезервирован</translation>
    </message>
    <message>
        <source>Unreserved: no DHCP server is asked</source>
        <translation>Не зарезервирован: DHCP-сервер не опрашивается</translation>
    </message>
    <message>
        <source>Remove network device</source>
        <translation>Убрать сетевое устройство</translation>
    </message>
    <message>
        <source>%1 is forgotten. An order new_camera brings it back.</source>
        <translation>Устройство %1 будет забыто. Заявка new_camera вернёт его.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>%1 leaves the registry.</source>
        <translation>Камера %1 уйдёт из реестра.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and its %n stream(s) are deleted, on the media servers and here. What is recorded stays there.</source>
        <translation>
            <numerusform>Камера %1 и её %n поток будут удалены на медиасерверах и здесь. Записанное останется там.</numerusform>
            <numerusform>Камера %1 и её %n потока будут удалены на медиасерверах и здесь. Записанное останется там.</numerusform>
            <numerusform>Камера %1 и её %n потоков будут удалены на медиасерверах и здесь. Записанное останется там.</numerusform>
        </translation>
    </message>
    <message>
        <source>The DHCP server keeps %1 for it no more.</source>
        <translation>DHCP-сервер больше не держит для него %1.</translation>
    </message>
    <message>
        <source>Delete camera</source>
        <translation>Удалить камеру</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 не читается: %2</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Строка %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n order(s) were taken.</source>
        <translation>
            <numerusform>%1: принята %n заявка.</numerusform>
            <numerusform>%1: принято %n заявки.</numerusform>
            <numerusform>%1: принято %n заявок.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 orders were taken, %3 were not.</source>
        <translation>%1: заявок принято: %2, не принято: %3.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DhcpForm</name>
    <message>
        <source>Control agent</source>
        <translation>Агент управления</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>the one that has the address</source>
        <translation>та, в которой есть адрес</translation>
    </message>
    <message>
        <source>Number of the subnet in Kea where addresses are reserved</source>
        <translation>Номер подсети в Kea, где резервируются адреса</translation>
    </message>
    <message>
        <source>Subnet</source>
        <translation>Подсеть</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>The agent is being asked</source>
        <translation>Агент опрашивается</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Опрос…</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>сохранён</translation>
    </message>
    <message>
        <source>Enter the password of this user at this agent.</source>
        <translation>Введите пароль этого пользователя у этого агента.</translation>
    </message>
    <message>
        <source>Enter the user that the password belongs to.</source>
        <translation>Введите пользователя, которому принадлежит пароль.</translation>
    </message>
    <message>
        <source>Enter where the control agent of Kea is.</source>
        <translation>Введите, где находится агент управления Kea.</translation>
    </message>
    <message>
        <source>Certificate authorities decide.</source>
        <translation>Решают центры сертификации.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>Let the certificate authorities of this machine decide again</source>
        <translation>Пусть снова решают центры сертификации этой машины</translation>
    </message>
    <message>
        <source>If this is the certificate of your agent</source>
        <translation>Если это сертификат вашего агента</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DhcpRule</name>
    <message>
        <source>The password goes to %1 in clear: let the agent be asked by https.</source>
        <translation>Пароль идёт к %1 открытым текстом: опрашивайте агента по https.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::DialogEnd</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Being done</source>
        <translation>Выполняется</translation>
    </message>
</context>
<context>
    <name>streamkeeper::EventFilterBar</name>
    <message>
        <source>Search what, where, who</source>
        <translation>Поиск: что, где, кто</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>По</translation>
    </message>
    <message>
        <source>Type of event</source>
        <translation>Вид события</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Any server</source>
        <translation>Любой сервер</translation>
    </message>
    <message>
        <source>Show the events of all cameras again</source>
        <translation>Снова показать события всех камер</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Последние 24 часа</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Последние 7 дней</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Последние 30 дней</translation>
    </message>
    <message>
        <source>All 90 days</source>
        <translation>Все 90 дней</translation>
    </message>
    <message>
        <source>From – until…</source>
        <translation>С – по…</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Все события</translation>
    </message>
    <message>
        <source>Only %1 ✕</source>
        <comment>events of one camera</comment>
        <translation>Только %1 ✕</translation>
    </message>
</context>
<context>
    <name>streamkeeper::EventTable</name>
    <message>
        <source>Nothing has happened, as far back as events are kept (90 days).</source>
        <translation>За всё время хранения событий (90 дней) ничего не произошло.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
    <message>
        <source>Open camera</source>
        <translation>Открыть камеру</translation>
    </message>
    <message>
        <source>Open media server</source>
        <translation>Открыть медиасервер</translation>
    </message>
    <message>
        <source>Open network device</source>
        <translation>Открыть сетевое устройство</translation>
    </message>
</context>
<context>
    <name>streamkeeper::EventTableModel</name>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Событие</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Объект</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Длилось</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Cause or detail</source>
        <translation>Причина или подробности</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::EventsPage</name>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Save all that the filter finds as a CSV file</source>
        <translation>Сохранить всё найденное фильтром в файл CSV</translation>
    </message>
    <message>
        <source>Nothing of this kind has happened in this time. Choose a longer period, or clear the filters.</source>
        <translation>Ничего подобного за это время не произошло. Выберите больший период или сбросьте фильтры.</translation>
    </message>
    <message>
        <source>Only this camera</source>
        <translation>Только эта камера</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n событие</numerusform>
            <numerusform>%n события</numerusform>
            <numerusform>%n событий</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest %1; choose a shorter period for older ones</source>
        <translation>Последние %1; чтобы увидеть более старые, выберите меньший период</translation>
    </message>
    <message>
        <source>The newest %1; scroll down for older ones</source>
        <translation>Последние %1; прокрутите вниз, чтобы увидеть более старые</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
</context>
<context>
    <name>streamkeeper::EventsPresenter</name>
    <message>
        <source>Export events</source>
        <translation>Экспорт событий</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Таблицы (*.csv)</translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>Не удалось записать файл %1: %2</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ExportDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Export recordings · %1</source>
        <translation>Экспорт записей · %1</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Ход экспорта</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;С</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;До</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>Export recordings</source>
        <translation>Экспорт записей</translation>
    </message>
    <message>
        <source>MP4 video (*.mp4)</source>
        <translation>Видео MP4 (*.mp4)</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Заменить файл?</translation>
    </message>
    <message>
        <source>%1 exists already. It is replaced when the export is complete.</source>
        <translation>%1 уже существует. Он будет заменён, когда экспорт завершится.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Отменить экспорт</translation>
    </message>
    <message>
        <source>Matroska video (*.mkv)</source>
        <translation>Видео Matroska (*.mkv)</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ExternalPlayer</name>
    <message>
        <source>No program is set for playlists (.m3u) on this computer. Install a player, or copy the address.</source>
        <translation>На этом компьютере нет программы для списков воспроизведения (.m3u). Установите проигрыватель или скопируйте адрес.</translation>
    </message>
    <message>
        <source>The playlist for the player could not be written: %1</source>
        <translation>Не удалось записать список воспроизведения для проигрывателя: %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FilterBar</name>
    <message>
        <source>Search camera, address, server, UUID</source>
        <translation>Поиск: камера, адрес, сервер, UUID</translation>
    </message>
    <message>
        <source>Search streams</source>
        <translation>Поиск потоков</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Любой статус</translation>
    </message>
    <message>
        <source>Any quality</source>
        <translation>Любое качество</translation>
    </message>
    <message>
        <source>Any characteristic</source>
        <translation>Характеристика</translation>
    </message>
    <message>
        <source>Any drift</source>
        <translation>Любое расхождение</translation>
    </message>
    <message>
        <source>Any server</source>
        <translation>Любой сервер</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>streams shown of all</comment>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>No filter is set.</source>
        <translation>Фильтр не задан.</translation>
    </message>
    <message>
        <source>Show all streams</source>
        <translation>Показать все потоки</translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <comment>streams shown for what they were last seen as</comment>
        <translation>
            <numerusform>%n устарел</numerusform>
            <numerusform>%n устарели</numerusform>
            <numerusform>%n устарели</numerusform>
        </translation>
    </message>
    <message>
        <source>Words, or conditions such as status:inactive server:ms-1* bitrate&lt;200 clients&gt;10 -quality:low</source>
        <translation>Слова или условия, например status:inactive server:ms-1* bitrate&lt;200 clients&gt;10 -quality:low</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FindCamerasDialog</name>
    <message>
        <source>Find cameras</source>
        <translation>Поиск камер</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Фильтр</translation>
    </message>
    <message>
        <source>everybody in this network</source>
        <translation>всех в этой сети</translation>
    </message>
    <message>
        <source>One IP address to ask alone, as behind a router, which passes no search</source>
        <translation>Один IP-адрес, который спросить отдельно, например за маршрутизатором: он не пропускает поиск</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Спросить</translation>
    </message>
    <message>
        <source>Found cameras</source>
        <translation>Найденные камеры</translation>
    </message>
    <message>
        <source>Of the ONVIF service: choose a camera above, or type a host and its port</source>
        <translation>Службы ONVIF: выберите камеру выше или введите узел и порт</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>&amp;Камера</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Пользователь</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Па&amp;роль</translation>
    </message>
    <message>
        <source>Accept certificate and ask again</source>
        <translation>Принять сертификат и спросить снова</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Отменено.</translation>
    </message>
    <message>
        <source>&amp;High quality</source>
        <translation>&amp;Высокое качество</translation>
    </message>
    <message>
        <source>&amp;Low quality</source>
        <translation>&amp;Низкое качество</translation>
    </message>
    <message>
        <source>Use these streams</source>
        <translation>Взять эти потоки</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Поиск…</translation>
    </message>
    <message numerus="yes">
        <source>Searching… %n camera(s) so far</source>
        <translation>
            <numerusform>Поиск… пока %n камера</numerusform>
            <numerusform>Поиск… пока %n камеры</numerusform>
            <numerusform>Поиск… пока %n камер</numerusform>
        </translation>
    </message>
    <message>
        <source>No camera has answered. Type the address of one below.</source>
        <translation>Ни одна камера не ответила. Введите адрес камеры ниже.</translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) found</source>
        <translation>
            <numerusform>Найдена %n камера</numerusform>
            <numerusform>Найдены %n камеры</numerusform>
            <numerusform>Найдено %n камер</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1 shown)</source>
        <comment>of the found cameras</comment>
        <translation>(показано: %1)</translation>
    </message>
    <message>
        <source>Choose a camera in the list, or type its address.</source>
        <translation>Выберите камеру в списке или введите её адрес.</translation>
    </message>
    <message>
        <source>Enter the user that the password belongs to.</source>
        <translation>Введите пользователя, которому принадлежит пароль.</translation>
    </message>
    <message>
        <source>The camera has refused this account. It is not tried again, because many cameras lock an account after a few tries.</source>
        <translation>Камера отвергла эту учётную запись. Вторая попытка не делается: многие камеры блокируют учётную запись после нескольких попыток.</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>Опрос %1…</translation>
    </message>
    <message>
        <source>serial number %1</source>
        <translation>серийный номер %1</translation>
    </message>
    <message>
        <source>MAC address %1</source>
        <translation>MAC-адрес %1</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no stream of low quality</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>It was tried once.</source>
        <translation>Попытка была одна.</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint</source>
        <translation>Отпечаток SHA-256</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Искать снова</translation>
    </message>
    <message>
        <source>Cancel reading</source>
        <translation>Прервать чтение</translation>
    </message>
    <message>
        <source>Read streams</source>
        <translation>Прочитать потоки</translation>
    </message>
    <message>
        <source>Read the streams of a camera first.</source>
        <translation>Сначала прочитайте потоки камеры.</translation>
    </message>
    <message>
        <source>The camera tells no address of a stream.</source>
        <translation>Камера не сообщает адрес потока.</translation>
    </message>
    <message>
        <source>High and low quality are the same stream.</source>
        <translation>Высокое и низкое качество — один и тот же поток.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FindCamerasPresenter</name>
    <message>
        <source>The registry has this device already: %1.</source>
        <translation>Это устройство уже есть в реестре: %1.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FlapChart</name>
    <message>
        <source>Losses and reconnects</source>
        <translation>Потери и переподключения</translation>
    </message>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FleetChart</name>
    <message>
        <source>Stale</source>
        <comment>streams whose server does not answer</comment>
        <translation>Устарело</translation>
    </message>
    <message>
        <source>Availability of all streams</source>
        <translation>Доступность всех потоков</translation>
    </message>
    <message>
        <source>%1 · nobody looked</source>
        <comment>a time</comment>
        <translation>%1 · никто не смотрел</translation>
    </message>
    <message>
        <source>%1 · %2 % available · %3 inactive · %4 stale · %5 initialization</source>
        <comment>a time; numbers of streams</comment>
        <translation>%1 · доступно %2 % · неактивных %3 · устаревших %4 · инициализация %5</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Данных пока нет.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FleetPolling</name>
    <message>
        <source>The token of %1 cannot be unsealed. Unlock the secrets of this registry, or enter the token again.</source>
        <translation>Не удаётся расшифровать токен %1. Разблокируйте секреты этого реестра или введите токен заново.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FoundCameraModel</name>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>Оборудование</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>known: %1</source>
        <comment>a camera of the registry</comment>
        <translation>известна: %1</translation>
    </message>
    <message>
        <source>read</source>
        <comment>the device has told its streams</comment>
        <translation>прочитана</translation>
    </message>
    <message>
        <source>new</source>
        <translation>новая</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FoundServersBox</name>
    <message>
        <source>Main media server</source>
        <translation>Основной медиасервер</translation>
    </message>
    <message>
        <source>Additional media server</source>
        <translation>Дополнительный медиасервер</translation>
    </message>
    <message>
        <source>The stream is not reserved.</source>
        <translation>Поток не зарезервирован.</translation>
    </message>
    <message>
        <source>No other server of the cluster will do: the table says why.</source>
        <translation>Другие серверы кластера не подходят: причины в таблице.</translation>
    </message>
    <message>
        <source>cluster %1</source>
        <translation>кластер %1</translation>
    </message>
    <message>
        <source>in no cluster</source>
        <translation>вне кластеров</translation>
    </message>
    <message numerus="yes">
        <source>%n main stream(s)</source>
        <translation>
            <numerusform>%n основной поток</numerusform>
            <numerusform>%n основных потока</numerusform>
            <numerusform>%n основных потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>load %1 kbit/s</source>
        <translation>нагрузка %1 кбит/с</translation>
    </message>
    <message>
        <source>load not known</source>
        <translation>нагрузка неизвестна</translation>
    </message>
    <message>
        <source>Searching: %1 of %2 streams</source>
        <translation>Поиск: %1 из %2 потоков</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Поиск</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n stream(s) can be moved</source>
        <translation>
            <numerusform>Можно перенести %1 из %n потока</numerusform>
            <numerusform>Можно перенести %1 из %n потоков</numerusform>
            <numerusform>Можно перенести %1 из %n потоков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) lose their reserve: they will be on one media server only.</source>
        <translation>
            <numerusform>%n поток потеряет резерв: он будет только на одном медиасервере.</numerusform>
            <numerusform>%n потока потеряют резерв: они будут только на одном медиасервере.</numerusform>
            <numerusform>%n потоков потеряют резерв: они будут только на одном медиасервере.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) are not reserved now; with this cluster they will be.</source>
        <translation>
            <numerusform>%n поток сейчас не зарезервирован; с этим кластером он получит резерв.</numerusform>
            <numerusform>%n потока сейчас не зарезервированы; с этим кластером они получат резерв.</numerusform>
            <numerusform>%n потоков сейчас не зарезервированы; с этим кластером они получат резерв.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) leave the clusters of their cameras&apos; server groups.</source>
        <translation>
            <numerusform>%n поток покинет кластеры группы серверов своей камеры.</numerusform>
            <numerusform>%n потока покинут кластеры групп серверов своих камер.</numerusform>
            <numerusform>%n потоков покинут кластеры групп серверов своих камер.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n stream(s) a found server does not tell how full its storage is.</source>
        <translation>
            <numerusform>Для %n потока найденный сервер не сообщает, насколько заполнено его хранилище.</numerusform>
            <numerusform>Для %n потоков найденный сервер не сообщает, насколько заполнено его хранилище.</numerusform>
            <numerusform>Для %n потоков найденный сервер не сообщает, насколько заполнено его хранилище.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n stream(s) the load of a found server is not known.</source>
        <translation>
            <numerusform>Для %n потока нагрузка найденного сервера неизвестна.</numerusform>
            <numerusform>Для %n потоков нагрузка найденного сервера неизвестна.</numerusform>
            <numerusform>Для %n потоков нагрузка найденного сервера неизвестна.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n stream(s) the bitrate is not known: limits of traffic were checked without it.</source>
        <translation>
            <numerusform>Битрейт %n потока неизвестен: пределы трафика проверены без него.</numerusform>
            <numerusform>Битрейт %n потоков неизвестен: пределы трафика проверены без него.</numerusform>
            <numerusform>Битрейт %n потоков неизвестен: пределы трафика проверены без него.</numerusform>
        </translation>
    </message>
    <message>
        <source>The stream cannot be moved now</source>
        <translation>Сейчас поток перенести нельзя</translation>
    </message>
</context>
<context>
    <name>streamkeeper::FrameScaler</name>
    <message>
        <source>The pixel format of this stream cannot be shown. Choose another quality.</source>
        <translation>Формат пикселей этого потока нельзя показать. Выберите другое качество.</translation>
    </message>
    <message>
        <source>This stream&apos;s picture cannot be scaled.</source>
        <translation>Изображение этого потока не удаётся масштабировать.</translation>
    </message>
    <message>
        <source>The picture has %1 × %2 pixels; more than %3 in a row or column are not shown. Choose another quality.</source>
        <translation>Размер изображения — %1 × %2 пикселей; больше %3 в строке или столбце не показывается. Выберите другое качество.</translation>
    </message>
    <message>
        <source>There is not enough memory to show this stream.</source>
        <translation>Не хватает памяти, чтобы показать этот поток.</translation>
    </message>
    <message>
        <source>The picture is too large for a snapshot.</source>
        <translation>Изображение слишком велико для снимка.</translation>
    </message>
    <message>
        <source>There is not enough memory for a snapshot.</source>
        <translation>Не хватает памяти для снимка.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::HealthLine</name>
    <message>
        <source>No media server yet</source>
        <translation>Медиасерверов пока нет</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n server(s) answer</source>
        <translation>
            <numerusform>На связи %1 из %n сервера</numerusform>
            <numerusform>На связи %1 из %n серверов</numerusform>
            <numerusform>На связи %1 из %n серверов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more server(s) in trouble</source>
        <translation>
            <numerusform>ещё у %n сервера неполадки</numerusform>
            <numerusform>ещё у %n серверов неполадки</numerusform>
            <numerusform>ещё у %n серверов неполадки</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the secrets are locked: %n server(s) are not asked</source>
        <translation>
            <numerusform>секреты заблокированы: %n сервер не опрашивается</numerusform>
            <numerusform>секреты заблокированы: %n сервера не опрашиваются</numerusform>
            <numerusform>секреты заблокированы: %n серверов не опрашиваются</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::HttpMediaIo</name>
    <message>
        <source>The preview was stopped.</source>
        <translation>Просмотр остановлен.</translation>
    </message>
    <message>
        <source>Streams over HTTP cannot be fetched here. Choose RTSP.</source>
        <translation>Потоки по HTTP здесь получить нельзя. Выберите RTSP.</translation>
    </message>
    <message>
        <source>%1 sends on from address to address, at last to %2, and never to the stream.</source>
        <translation>%1 пересылает с адреса на адрес, последний из них — %2, но не к потоку.</translation>
    </message>
    <message>
        <source>The pictures of %1 are encrypted, and its key does not open them.</source>
        <translation>Изображения %1 зашифрованы, и его ключ их не открывает.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ImportDialog</name>
    <message>
        <source>Import cameras</source>
        <translation>Импорт камер</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Lines shown</source>
        <translation>Показанные строки</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Все строки</translation>
    </message>
    <message>
        <source>New and changed only</source>
        <translation>Только новые и изменённые</translation>
    </message>
    <message>
        <source>Errors and warnings only</source>
        <translation>Только ошибки и предупреждения</translation>
    </message>
    <message>
        <source>Lines of the file</source>
        <translation>Строки файла</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Nothing is changed before you press Import, and an import deletes nothing. Streams are changed on the media servers too, a few at a time.</source>
        <translation>Ничего не меняется, пока не нажата кнопка «Импорт», и импорт ничего не удаляет. Потоки меняются и на медиасерверах, по несколько одновременно.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импорт</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt)</source>
        <translation>Таблицы (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Choose a file, or type its name and press Enter: what it would change is shown here first.</source>
        <translation>Выберите файл или введите его имя и нажмите Enter: сначала здесь будет показано, что он изменит.</translation>
    </message>
    <message>
        <source>Reading the file.</source>
        <translation>Чтение файла.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>cameras</comment>
        <translation>
            <numerusform>%Ln новая</numerusform>
            <numerusform>%Ln новые</numerusform>
            <numerusform>%Ln новых</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <comment>cameras</comment>
        <translation>
            <numerusform>%Ln изменена</numerusform>
            <numerusform>%Ln изменены</numerusform>
            <numerusform>%Ln изменено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <comment>cameras</comment>
        <translation>
            <numerusform>%Ln без изменений</numerusform>
            <numerusform>%Ln без изменений</numerusform>
            <numerusform>%Ln без изменений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with errors</source>
        <comment>lines</comment>
        <translation>
            <numerusform>%Ln с ошибками</numerusform>
            <numerusform>%Ln с ошибками</numerusform>
            <numerusform>%Ln с ошибками</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with warnings</source>
        <comment>lines</comment>
        <translation>
            <numerusform>%Ln с предупреждениями</numerusform>
            <numerusform>%Ln с предупреждениями</numerusform>
            <numerusform>%Ln с предупреждениями</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing the settings of cameras: %1 of %2</source>
        <translation>Запись настроек камер: %1 из %2</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>Сначала выберите файл.</translation>
    </message>
    <message>
        <source>Wait until the file has been read.</source>
        <translation>Дождитесь, пока файл будет прочитан.</translation>
    </message>
    <message>
        <source>The import is under way.</source>
        <translation>Импорт идёт.</translation>
    </message>
    <message>
        <source>The import is over.</source>
        <translation>Импорт завершён.</translation>
    </message>
    <message>
        <source>The file changes nothing.</source>
        <translation>Файл ничего не меняет.</translation>
    </message>
    <message>
        <source>No line of the file can be imported.</source>
        <translation>Ни одну строку файла нельзя импортировать.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) have errors. Mend the file, or choose to leave them out.</source>
        <translation>
            <numerusform>В %Ln строке есть ошибки. Исправьте файл или выберите пропуск таких строк.</numerusform>
            <numerusform>В %Ln строках есть ошибки. Исправьте файл или выберите пропуск таких строк.</numerusform>
            <numerusform>В %Ln строках есть ошибки. Исправьте файл или выберите пропуск таких строк.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln line(s)</source>
        <translation>
            <numerusform>Импортировать %Ln строку</numerusform>
            <numerusform>Импортировать %Ln строки</numerusform>
            <numerusform>Импортировать %Ln строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Import the valid lines (%1) and leave out those with errors (%2)</source>
        <translation>Импортировать правильные строки (%1) и пропустить строки с ошибками (%2)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message numerus="yes">
        <source>Let stored users and passwords go to other hosts or ports (%Ln line(s))</source>
        <translation>
            <numerusform>Отправлять сохранённые имена и пароли на другие узлы или порты (%Ln строка)</numerusform>
            <numerusform>Отправлять сохранённые имена и пароли на другие узлы или порты (%Ln строки)</numerusform>
            <numerusform>Отправлять сохранённые имена и пароли на другие узлы или порты (%Ln строк)</numerusform>
        </translation>
    </message>
    <message>
        <source>A CSV file as &quot;Export cameras&quot; or a tool of another maker writes it</source>
        <translation>Файл CSV из «Экспорта камер» или программы другого производителя</translation>
    </message>
    <message>
        <source>C&amp;olumns…</source>
        <translation>С&amp;толбцы…</translation>
    </message>
    <message>
        <source>A list of %1.</source>
        <translation>Список программы %1.</translation>
    </message>
    <message>
        <source>Columns that are not imported: %1.</source>
        <translation>Столбцы, которые не импортируются: %1.</translation>
    </message>
    <message>
        <source>Say what the columns of the file are, or mend its header.</source>
        <translation>Укажите, что в столбцах файла, или исправьте его заголовок.</translation>
    </message>
    <message>
        <source>The header of the file cannot be read.</source>
        <translation>Заголовок файла не читается.</translation>
    </message>
    <message numerus="yes">
        <source>Take the proposed addresses of streams (%Ln line(s))</source>
        <translation>
            <numerusform>Взять предложенные адреса потоков (%Ln строка)</numerusform>
            <numerusform>Взять предложенные адреса потоков (%Ln строки)</numerusform>
            <numerusform>Взять предложенные адреса потоков (%Ln строк)</numerusform>
        </translation>
    </message>
    <message>
        <source>They are what cameras of this maker usually have. Nobody has tried them: look at the preview first.</source>
        <translation>Такие адреса обычно у камер этого производителя. Их никто не проверял: сначала посмотрите предварительный просмотр.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ImportTableModel</name>
    <message>
        <source>New</source>
        <comment>camera</comment>
        <translation>Новая</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>camera</comment>
        <translation>Изменена</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <comment>camera</comment>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column: what is wrong</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 “%2”: %3</source>
        <comment>column, value: what is wrong</comment>
        <translation>%1 «%2»: %3</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(пусто)</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Предупреждение: %1</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Строка</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Что будет</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>streamkeeper::Inlet</name>
    <message>
        <source>Orders of other programs are not taken at %1. %2 It is tried again by and by.</source>
        <translation>Заявки других программ не принимаются на %1. %2 Попытки повторяются.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::InletEdits</name>
    <message>
        <source>Without a token no orders are taken. Make one first.</source>
        <translation>Без токена заявки не принимаются. Сначала создайте его.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::InletForm</name>
    <message>
        <source>Take orders of a billing system or a DHCP server by HTTP</source>
        <translation>Принимать заявки биллинга или сервера DHCP по HTTP</translation>
    </message>
    <message>
        <source>In each console that is open on this registry</source>
        <translation>В каждой консоли, открытой на этом реестре</translation>
    </message>
    <message>
        <source>Of this computer. 127.0.0.1: only programs on it reach it.</source>
        <translation>Этого компьютера. 127.0.0.1: доступен только программам на нём.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Порт</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Новый токен</translation>
    </message>
    <message>
        <source>Takes the place of the one before when it is saved</source>
        <translation>Заменит прежний при сохранении</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Токен</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Without a token no orders are taken. Make one first.</source>
        <translation>Без токена заявки не принимаются. Сначала создайте его.</translation>
    </message>
    <message>
        <source>new, shown this once</source>
        <translation>новый, показан один раз</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>сохранён</translation>
    </message>
</context>
<context>
    <name>streamkeeper::InletListener</name>
    <message>
        <source>Port %1 is taken by another program.</source>
        <translation>Порт %1 занят другой программой.</translation>
    </message>
    <message>
        <source>It is not possible to listen at %1, port %2.</source>
        <translation>Невозможно принимать соединения на %1, порт %2.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::InletRule</name>
    <message>
        <source>Say at which address of this computer orders are taken. 127.0.0.1: only from programs on it; 0.0.0.0: at all that it has.</source>
        <translation>Укажите, на каком адресе этого компьютера принимать заявки. 127.0.0.1: только от программ на нём; 0.0.0.0: на всех его адресах.</translation>
    </message>
    <message>
        <source>“%1” is the address of a group. Give one of this computer.</source>
        <translation>«%1» — групповой адрес. Укажите адрес этого компьютера.</translation>
    </message>
    <message>
        <source>Orders come to %1 by http, without encryption: whoever is on the way reads the token and the passwords of cameras, and can give orders. Stay with 127.0.0.1 and let a proxy with TLS listen outside, or use a network that nobody else is in.</source>
        <translation>Заявки приходят на %1 по http, без шифрования: любой на пути прочтёт токен и пароли камер и сможет подавать заявки. Оставьте 127.0.0.1 и прокси с TLS снаружи либо используйте сеть, где больше никого нет.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::JoinCamerasDialog</name>
    <message>
        <source>Join cameras</source>
        <translation>Объединить камеры</translation>
    </message>
    <message>
        <source>Streams, links, recordings and history stay as they are, and no media server is asked. “Split camera” is the way back.</source>
        <translation>Потоки, ссылки, записи и история остаются как есть, медиасерверы не запрашиваются. Обратный путь — «Разделить камеру».</translation>
    </message>
    <message>
        <source>&amp;Other camera</source>
        <translation>&amp;Другая камера</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Объединить</translation>
    </message>
    <message>
        <source>The high stream of %1 and the low stream of %2 become one camera.</source>
        <comment>cameras</comment>
        <translation>Поток высокого качества камеры %1 и поток низкого качества камеры %2 становятся одной камерой.</translation>
    </message>
    <message>
        <source>Name and settings of %1 stay</source>
        <translation>Остаются название и настройки %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>setting and its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What %1 has otherwise, and is lost:</source>
        <translation>Что у %1 иначе и теряется:</translation>
    </message>
    <message>
        <source>Choose one of the cameras of the list.</source>
        <translation>Выберите одну из камер списка.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::KeyChange</name>
    <message>
        <source>It is not known from where the media servers fetch the keys. Export the keys first.</source>
        <translation>Неизвестно, откуда медиасерверы берут ключи. Сначала экспортируйте ключи.</translation>
    </message>
    <message>
        <source>%1 does not take the new key. %2</source>
        <translation>%1 не принимает новый ключ. %2</translation>
    </message>
    <message>
        <source>%1 has not dropped the old key yet; it does when it fetches the keys next, within an hour. %2</source>
        <translation>%1 ещё не забыл старый ключ; это случится, когда он в следующий раз возьмёт ключи, в течение часа. %2</translation>
    </message>
    <message>
        <source>The key was not changed.</source>
        <translation>Ключ не изменён.</translation>
    </message>
    <message>
        <source>The new key was taken back; the present one goes on signing.</source>
        <translation>Новый ключ отозван; подписывает по-прежнему нынешний.</translation>
    </message>
    <message>
        <source>The old key is still exported, so its links go on opening. The next start tries again. %1</source>
        <translation>Старый ключ всё ещё экспортирован, поэтому его ссылки продолжают открываться. При следующем запуске попытка повторится. %1</translation>
    </message>
    <message>
        <source>%1 did not end what the links of the old key have opened: whoever watches by them goes on until leaving. %2</source>
        <translation>%1 не завершил то, что открыто по ссылкам старого ключа: кто по ним смотрит, досмотрит, пока не выйдет сам. %2</translation>
    </message>
    <message>
        <source>The new key could not be taken back; the next start tries again. %1</source>
        <translation>Новый ключ не удалось отозвать; при следующем запуске попытка повторится. %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::LinkClipboard</name>
    <message>
        <source>Copied to the clipboard. Whoever has the link can watch.</source>
        <translation>Скопировано в буфер обмена. Смотреть может каждый, у кого есть ссылка.</translation>
    </message>
    <message>
        <source>The link is not on the clipboard: another program has taken it. Copy it again.</source>
        <translation>Ссылки нет в буфере обмена: его заняла другая программа. Скопируйте ещё раз.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::MainWindow</name>
    <message>
        <source>Places</source>
        <translation>Разделы</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>Look at the demo</source>
        <translation>Посмотреть демонстрацию</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Выйти</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Poll every</source>
        <translation>Период опроса</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n секунда</numerusform>
            <numerusform>%n секунды</numerusform>
            <numerusform>%n секунд</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>About Streamkeeper</source>
        <translation>О программе Streamkeeper</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>&amp;Поток</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Вперёд</translation>
    </message>
    <message>
        <source>Back to: %1 (Alt+Left)</source>
        <translation>Назад: %1 (Alt+Влево)</translation>
    </message>
    <message>
        <source>There is nothing to go back to.</source>
        <translation>Возвращаться некуда.</translation>
    </message>
    <message>
        <source>Forward to: %1 (Alt+Right)</source>
        <translation>Вперёд: %1 (Alt+Вправо)</translation>
    </message>
    <message>
        <source>There is nothing to go forward to.</source>
        <translation>Вперёд идти некуда.</translation>
    </message>
    <message>
        <source>Changes are not saved</source>
        <translation>Изменения не сохранены</translation>
    </message>
    <message>
        <source>There are changes on a card that are not saved.</source>
        <translation>В карточке есть несохранённые изменения.</translation>
    </message>
    <message>
        <source>Quit without saving</source>
        <translation>Выйти без сохранения</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
    <message numerus="yes">
        <source>%n inactive – Streamkeeper</source>
        <translation>
            <numerusform>%n неактивен – Streamkeeper</numerusform>
            <numerusform>%n неактивны – Streamkeeper</numerusform>
            <numerusform>%n неактивны – Streamkeeper</numerusform>
        </translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Крупнее</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Мельче</translation>
    </message>
    <message>
        <source>Wallboard</source>
        <translation>Табло</translation>
    </message>
    <message>
        <source>Full screen in large type, for a screen that a room looks at</source>
        <translation>Во весь экран крупным шрифтом: для экрана, на который смотрит вся комната</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Перейти…</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Следующая часть окна</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Предыдущая часть окна</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation>Сейчас это сделать нельзя.</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Go on in the table</source>
        <translation>Перейти в таблицу</translation>
    </message>
    <message>
        <source>Clear, then leave</source>
        <translation>Очистить, затем выйти</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Таблица</translation>
    </message>
    <message>
        <source>Open the camera</source>
        <translation>Открыть камеру</translation>
    </message>
    <message>
        <source>Play, or pause the picture</source>
        <translation>Воспроизвести или приостановить</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>Копировать выбранные строки</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Просмотр</translation>
    </message>
</context>
<context>
    <name>streamkeeper::MediaInput</name>
    <message>
        <source>The address of this stream is not a valid RTSP address. Check the media server&apos;s ports.</source>
        <translation>Адрес этого потока — неправильный адрес RTSP. Проверьте порты медиасервера.</translation>
    </message>
    <message>
        <source>The address of this stream is not a valid HLS address. Check the media server&apos;s ports.</source>
        <translation>Адрес этого потока — неправильный адрес HLS. Проверьте порты медиасервера.</translation>
    </message>
    <message>
        <source>%1 sends no video track for this stream. Check the camera.</source>
        <translation>%1 не передаёт видеодорожку этого потока. Проверьте камеру.</translation>
    </message>
    <message>
        <source>The preview was stopped.</source>
        <translation>Просмотр остановлен.</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Check the address and the network.</source>
        <translation>%1 не отвечает вовремя. Проверьте адрес и сеть.</translation>
    </message>
    <message>
        <source>%1 refuses the connection. Check the port, and that the media server is running.</source>
        <translation>%1 отказывает в соединении. Проверьте порт и работает ли медиасервер.</translation>
    </message>
    <message>
        <source>There is no way to %1. Check the network.</source>
        <translation>До %1 нет маршрута. Проверьте сеть.</translation>
    </message>
    <message>
        <source>%1 closed the connection. The stream may have ended there.</source>
        <translation>%1 закрывает соединение. Возможно, поток там закончился.</translation>
    </message>
    <message>
        <source>%1 refused the user name, password or token. Check the credentials of this stream.</source>
        <translation>%1 не принимает имя пользователя, пароль или токен. Проверьте учётные данные этого потока.</translation>
    </message>
    <message>
        <source>%1 does not allow to watch this stream. Check the access rights there.</source>
        <translation>%1 не разрешает смотреть этот поток. Проверьте там права доступа.</translation>
    </message>
    <message>
        <source>%1 does not know this stream, or it has no picture at the moment.</source>
        <translation>%1 не знает этого потока, или у него сейчас нет изображения.</translation>
    </message>
    <message>
        <source>%1 refused to send this stream.</source>
        <translation>%1 отказывается передавать этот поток.</translation>
    </message>
    <message>
        <source>%1 reports an error of its own. Look into the log of the media server.</source>
        <translation>%1 сообщает о собственной ошибке. Посмотрите журнал медиасервера.</translation>
    </message>
    <message>
        <source>The host of %1 was not found, or the connection broke. Check the address.</source>
        <translation>Узел %1 не найден, или соединение прервалось. Проверьте адрес.</translation>
    </message>
    <message>
        <source>%1 sent something that may not be opened or is not valid.</source>
        <translation>%1 передаёт то, что нельзя открывать или что неправильно устроено.</translation>
    </message>
    <message>
        <source>%1 answered, but not with a stream that can be read. Check the address and the port.</source>
        <translation>%1 отвечает, но не потоком, который можно прочитать. Проверьте адрес и порт.</translation>
    </message>
    <message>
        <source>The address of these recordings is not a valid HTTP address. Check the media server&apos;s ports.</source>
        <translation>Адрес этих записей — неправильный адрес HTTP. Проверьте порты медиасервера.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::NewCameraPresenter</name>
    <message>
        <source>Automatic: %1 (least loaded)</source>
        <translation>Автоматически: %1 (наименее загружен)</translation>
    </message>
    <message>
        <source>No media server fits. Choose one by hand.</source>
        <translation>Ни один медиасервер не подходит. Выберите вручную.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This address is used already by %1.</source>
        <translation>Этот адрес уже использует %1.</translation>
    </message>
    <message>
        <source>not where the camera&apos;s server group or address leads to</source>
        <translation>не там, куда ведёт группа серверов или адрес камеры</translation>
    </message>
</context>
<context>
    <name>streamkeeper::NewDeviceDialog</name>
    <message>
        <source>Add network device</source>
        <translation>Добавить сетевое устройство</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-адрес</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Серийный номер</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Производитель</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>the device tells it later</source>
        <translation>устройство сообщит само</translation>
    </message>
    <message>
        <source>Add device</source>
        <translation>Добавить устройство</translation>
    </message>
    <message>
        <source>Enter the MAC address of the device.</source>
        <translation>Введите MAC-адрес устройства.</translation>
    </message>
    <message>
        <source>Enter the serial number of the device.</source>
        <translation>Введите серийный номер устройства.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::OperationRunner</name>
    <message>
        <source>Cancelled before it was begun.</source>
        <translation>Отменено до начала.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: of the last %n, fewer than half were confirmed.</source>
        <translation>
            <numerusform>Остановлено: из последней %n подтверждено меньше половины.</numerusform>
            <numerusform>Остановлено: из последних %n подтверждено меньше половины.</numerusform>
            <numerusform>Остановлено: из последних %n подтверждено меньше половины.</numerusform>
        </translation>
    </message>
    <message>
        <source>The program ended before this was begun. Nothing was asked.</source>
        <translation>Программа завершилась раньше, чем это было начато. Ничего не запрашивалось.</translation>
    </message>
    <message>
        <source>The program ended before the answer came.</source>
        <translation>Программа завершилась до получения ответа.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::OperationTableModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Где</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Заняло</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Сообщение</translation>
    </message>
</context>
<context>
    <name>streamkeeper::OperationsPresenter</name>
    <message>
        <source>Restart streams</source>
        <translation>Перезапуск потоков</translation>
    </message>
    <message>
        <source>Disable streams</source>
        <translation>Выключение потоков</translation>
    </message>
    <message numerus="yes">
        <source>Restart %n stream(s)?</source>
        <translation>
            <numerusform>Перезапустить %n поток?</numerusform>
            <numerusform>Перезапустить %n потока?</numerusform>
            <numerusform>Перезапустить %n потоков?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n stream(s)?</source>
        <translation>
            <numerusform>Выключить %n поток?</numerusform>
            <numerusform>Выключить %n потока?</numerusform>
            <numerusform>Выключить %n потоков?</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture and recording of each are interrupted for some seconds. A few at a time are restarted on each media server.</source>
        <translation>Изображение и запись каждого прервутся на несколько секунд. На каждом медиасервере они перезапускаются понемногу.</translation>
    </message>
    <message>
        <source>They are not captured and not recorded until they are enabled again.</source>
        <translation>Они не захватываются и не записываются, пока их не включат снова.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Перезапустить</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Выключить</translation>
    </message>
    <message>
        <source>Remove from the registry</source>
        <translation>Убрать из реестра</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n stream(s) from the registry?</source>
        <translation>
            <numerusform>Убрать %n поток из реестра?</numerusform>
            <numerusform>Убрать %n потока из реестра?</numerusform>
            <numerusform>Убрать %n потоков из реестра?</numerusform>
        </translation>
    </message>
    <message>
        <source>The media servers are not asked: what they capture they go on capturing, and it will be shown as unmanaged.</source>
        <translation>Медиасерверы не затрагиваются: что они захватывают, то и будут захватывать, а показано это будет как неучтённое.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) removed.</source>
        <translation>
            <numerusform>Убран %n поток.</numerusform>
            <numerusform>Убрано %n потока.</numerusform>
            <numerusform>Убрано %n потоков.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The registry took over %n stream(s).</source>
        <translation>
            <numerusform>Реестр взял параметры %n потока.</numerusform>
            <numerusform>Реестр взял параметры %n потоков.</numerusform>
            <numerusform>Реестр взял параметры %n потоков.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 failed: %3</source>
        <translation>Не удалось %1 из %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) adopted.</source>
        <translation>
            <numerusform>Принят %n поток.</numerusform>
            <numerusform>Принято %n потока.</numerusform>
            <numerusform>Принято %n потоков.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the streams of %1…</source>
        <translation>Читаются потоки %1…</translation>
    </message>
    <message>
        <source>Confirmed.</source>
        <translation>Подтверждено.</translation>
    </message>
    <message>
        <source>%1 of %2 confirmed</source>
        <translation>подтверждено %1 из %2</translation>
    </message>
    <message numerus="yes">
        <source>%n unconfirmed</source>
        <translation>
            <numerusform>%n не подтверждена</numerusform>
            <numerusform>%n не подтверждены</numerusform>
            <numerusform>%n не подтверждено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n не удалась</numerusform>
            <numerusform>%n не удались</numerusform>
            <numerusform>%n не удалось</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not begun</source>
        <translation>
            <numerusform>%n не начата</numerusform>
            <numerusform>%n не начаты</numerusform>
            <numerusform>%n не начато</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n подтверждена</numerusform>
            <numerusform>%n подтверждены</numerusform>
            <numerusform>%n подтверждено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asked</source>
        <translation>
            <numerusform>%n запрошена</numerusform>
            <numerusform>%n запрошены</numerusform>
            <numerusform>%n запрошено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asking</source>
        <translation>
            <numerusform>%n в запросе</numerusform>
            <numerusform>%n в запросе</numerusform>
            <numerusform>%n в запросе</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n retrying</source>
        <translation>
            <numerusform>%n повторяется</numerusform>
            <numerusform>%n повторяются</numerusform>
            <numerusform>%n повторяются</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n ждёт</numerusform>
            <numerusform>%n ждут</numerusform>
            <numerusform>%n ждут</numerusform>
        </translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>Экспорт журнала действий</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Таблицы (*.csv)</translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>Файл %1 записать не удалось: %2</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Закрыть</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for picture</source>
        <translation>
            <numerusform>%n ждёт изображения</numerusform>
            <numerusform>%n ждут изображения</numerusform>
            <numerusform>%n ждут изображения</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restarted</source>
        <translation>
            <numerusform>перезапущен %n</numerusform>
            <numerusform>перезапущено %n</numerusform>
            <numerusform>перезапущено %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n enabled</source>
        <translation>
            <numerusform>включён %n</numerusform>
            <numerusform>включено %n</numerusform>
            <numerusform>включено %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n re-created</source>
        <translation>
            <numerusform>создан заново %n</numerusform>
            <numerusform>создано заново %n</numerusform>
            <numerusform>создано заново %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n active</source>
        <translation>
            <numerusform>%n активен</numerusform>
            <numerusform>%n активны</numerusform>
            <numerusform>%n активны</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still without picture: the camera does not answer</source>
        <translation>
            <numerusform>%n всё ещё без картинки: камера не отвечает</numerusform>
            <numerusform>%n всё ещё без картинки: камеры не отвечают</numerusform>
            <numerusform>%n всё ещё без картинки: камеры не отвечают</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on demand or not seen yet</source>
        <translation>
            <numerusform>%n по запросу или ещё не замечен</numerusform>
            <numerusform>%n по запросу или ещё не замечены</numerusform>
            <numerusform>%n по запросу или ещё не замечены</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: active.</source>
        <comment>what the server has taken, and has picture now</comment>
        <translation>%1: активен.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::OverviewPage</name>
    <message>
        <source>Availability, the last 10 hours</source>
        <translation>Доступность за последние 10 часов</translation>
    </message>
    <message>
        <source>Media servers</source>
        <translation>Медиасерверы</translation>
    </message>
    <message>
        <source>All media servers</source>
        <translation>Все медиасерверы</translation>
    </message>
    <message>
        <source>No media server is registered yet.</source>
        <translation>Медиасерверы ещё не добавлены.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Streams by state</source>
        <translation>Потоки по состоянию</translation>
    </message>
    <message>
        <source>In, kbit/s</source>
        <translation>Вход, кбит/с</translation>
    </message>
    <message>
        <source>Out, kbit/s</source>
        <translation>Выход, кбит/с</translation>
    </message>
    <message>
        <source>CPU, %</source>
        <translation>ЦП, %</translation>
    </message>
    <message>
        <source>Fullness</source>
        <translation>Заполнение</translation>
    </message>
    <message>
        <source>Most time lost</source>
        <translation>Дольше всего без картинки</translation>
    </message>
    <message>
        <source>Incorrect cameras</source>
        <translation>Некорректные камеры</translation>
    </message>
    <message>
        <source>No stream was lost in the last 24 hours, as far as anybody looked.</source>
        <translation>За последние 24 часа ни один поток не потерян, насколько кто-либо смотрел.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Потери</translation>
    </message>
    <message>
        <source>Time lost</source>
        <translation>Без картинки</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 часа</translation>
    </message>
    <message>
        <source>Root causes</source>
        <translation>Причины</translation>
    </message>
    <message>
        <source>Losses have nothing in common.</source>
        <translation>У потерь нет общей причины.</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Потеряно</translation>
    </message>
    <message>
        <source>Running operations</source>
        <translation>Идущие операции</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Журнал действий</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>Ничего не выполняется.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Как давно</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Последний час</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
    <message>
        <source>Nothing happened in the last hour.</source>
        <translation>За последний час ничего не произошло.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Most watched</source>
        <translation>Больше всего смотрят</translation>
    </message>
    <message>
        <source>Nobody watches anything now.</source>
        <translation>Сейчас никто ничего не смотрит.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Обзор</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n поток</numerusform>
            <numerusform>%n потока</numerusform>
            <numerusform>%n потоков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s)</source>
        <translation>
            <numerusform>%n камера</numerusform>
            <numerusform>%n камеры</numerusform>
            <numerusform>%n камер</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n media server(s)</source>
        <translation>
            <numerusform>%n медиасервер</numerusform>
            <numerusform>%n медиасервера</numerusform>
            <numerusform>%n медиасерверов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n need a look, worst first</source>
        <translation>
            <numerusform>внимания требует %1 из %n, худшие сверху</numerusform>
            <numerusform>внимания требуют %1 из %n, худшие сверху</numerusform>
            <numerusform>внимания требуют %1 из %n, худшие сверху</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>percent of streams that shall have picture</comment>
        <translation>%1 из %2</translation>
    </message>
</context>
<context>
    <name>streamkeeper::PartFile</name>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>Не удалось записать файл %1: %2</translation>
    </message>
    <message>
        <source>Another export is writing %1 now. Wait for its end, or choose another name.</source>
        <translation>Файл %1 сейчас пишет другой экспорт. Дождитесь его конца или выберите другое имя.</translation>
    </message>
    <message>
        <source>There is a file %1, which this export would have to make, and which nobody is writing. It was left as it is: move it away, or choose another name.</source>
        <translation>Уже есть файл %1, который этот экспорт должен был бы создать; его никто не пишет. Он оставлен как есть: уберите его или выберите другое имя.</translation>
    </message>
    <message>
        <source>The file %1 was made by somebody else meanwhile, and is kept. Choose another name.</source>
        <translation>Файл %1 тем временем создал кто-то другой, и он сохранён. Выберите другое имя.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::PassphraseDialog</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Выбор парольной фразы</translation>
    </message>
    <message>
        <source>Unlock the registry</source>
        <translation>Разблокировка реестра</translation>
    </message>
    <message>
        <source>Tokens and camera passwords are sealed with a key that this passphrase protects. It is asked for at every start and cannot be recovered.</source>
        <translation>Токены и пароли камер зашифрованы ключом, который защищает эта парольная фраза. Она спрашивается при каждом запуске, и восстановить её нельзя.</translation>
    </message>
    <message>
        <source>Tokens and camera passwords of this registry are protected by a passphrase.</source>
        <translation>Токены и пароли камер этого реестра защищены парольной фразой.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Парольная фраза</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Парольная фраза ещё раз</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Protect with this passphrase</source>
        <translation>Защитить этой фразой</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Парольные фразы не совпадают.</translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Введите парольную фразу.</translation>
    </message>
    <message>
        <source>Give up the lost key</source>
        <translation>Отказаться от утраченного ключа</translation>
    </message>
    <message>
        <source>nothing is sealed with it</source>
        <translation>им ничего не зашифровано</translation>
    </message>
    <message>
        <source>A new key takes the place of the one that is lost. All that is sealed with that one cannot be opened any more by anybody, even if it is found again: %1. If the keychain is only locked, cancel and unlock it.</source>
        <translation>Новый ключ займёт место утраченного. Всё, что зашифровано утраченным ключом, больше никто не сможет открыть, даже если тот найдётся: %1. Если хранилище ключей всего лишь заблокировано, нажмите «Отмена» и разблокируйте его.</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Подтверждение</translation>
    </message>
    <message>
        <source>Type &quot;%1&quot;</source>
        <translation>Введите «%1»</translation>
    </message>
    <message>
        <source>Give up what is sealed</source>
        <translation>Отказаться от зашифрованного</translation>
    </message>
    <message>
        <source>give up</source>
        <comment>typed to confirm that sealed secrets are lost</comment>
        <translation>отказаться</translation>
    </message>
    <message>
        <source>Type &quot;%1&quot; to confirm that what is sealed is lost.</source>
        <translation>Введите «%1», чтобы подтвердить, что зашифрованное будет потеряно.</translation>
    </message>
    <message>
        <source>The key is being derived from the passphrase.</source>
        <translation>Ключ вычисляется из парольной фразы.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::PendingRequest</name>
    <message numerus="yes">
        <source>%1 did not answer completely within %n second(s).</source>
        <translation>
            <numerusform>%1 не даёт полного ответа за %n секунду.</numerusform>
            <numerusform>%1 не даёт полного ответа за %n секунды.</numerusform>
            <numerusform>%1 не даёт полного ответа за %n секунд.</numerusform>
        </translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>Запрос отменён.</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than %2. It was cut off; is the port right?</source>
        <translation>Ответ %1 больше %2. Он обрезан; верен ли порт?</translation>
    </message>
    <message>
        <source>%1 refuses the connection. Is the server running, and is the port right?</source>
        <translation>%1 отказывает в соединении. Работает ли сервер и верен ли порт?</translation>
    </message>
    <message>
        <source>The host name %1 is not known.</source>
        <translation>Имя узла %1 неизвестно.</translation>
    </message>
    <message>
        <source>%1 closed the connection before the answer was complete.</source>
        <translation>%1 закрывает соединение, не закончив ответ.</translation>
    </message>
    <message>
        <source>%1 does not speak HTTPS on this port. Try http, or another port.</source>
        <translation>%1 не поддерживает HTTPS на этом порту. Попробуйте http или другой порт.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 не отвечает.</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2.</source>
        <translation>Не удалось соединиться с %1: %2.</translation>
    </message>
    <message>
        <source>%1 It is not known whether the command was carried out.</source>
        <translation>%1 Неизвестно, выполнена ли команда.</translation>
    </message>
    <message numerus="yes">
        <source>%1 could not be connected within %n second(s). Nothing was sent.</source>
        <translation>
            <numerusform>Подключиться к %1 за %n секунду не удалось. Ничего не отправлено.</numerusform>
            <numerusform>Подключиться к %1 за %n секунды не удалось. Ничего не отправлено.</numerusform>
            <numerusform>Подключиться к %1 за %n секунд не удалось. Ничего не отправлено.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::PlaylistAddress</name>
    <message>
        <source>%1 points to %2, which is this computer itself. A server elsewhere has no business there, so it was not opened.</source>
        <translation>%1 указывает на %2, то есть на сам этот компьютер. Постороннему серверу там делать нечего, поэтому адрес не открыт.</translation>
    </message>
    <message>
        <source>%1 points to %2, an address of the private network here. A server outside of it has no business there, so it was not opened.</source>
        <translation>%1 указывает на %2 — адрес здешней частной сети. Серверу вне её там делать нечего, поэтому адрес не открыт.</translation>
    </message>
    <message>
        <source>The playlist of %1 points to an address that begins with “%2:”. Only http and https are opened, so that no playlist reads files of this computer or reaches other services. Choose RTSP, or check the server.</source>
        <translation>Плейлист %1 указывает на адрес, который начинается с «%2:». Открываются только http и https, чтобы никакой плейлист не читал файлы этого компьютера и не обращался к другим службам. Выберите RTSP или проверьте сервер.</translation>
    </message>
    <message>
        <source>The pictures of %1 are encrypted by %2, which cannot be played here. Choose RTSP, or AES-128 at the server.</source>
        <translation>Изображения %1 зашифрованы способом %2, который здесь не воспроизводится. Выберите RTSP или AES-128 на сервере.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::PreviewControls</name>
    <message>
        <source>Snapshot</source>
        <translation>Снимок</translation>
    </message>
    <message>
        <source>RTSP</source>
        <translation>RTSP</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Включить звук</translation>
    </message>
    <message>
        <source>Save picture as…</source>
        <translation>Сохранить изображение как…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Копировать изображение</translation>
    </message>
    <message>
        <source>Save or copy the picture</source>
        <translation>Сохранить или скопировать изображение</translation>
    </message>
    <message>
        <source>HLS</source>
        <translation>HLS</translation>
    </message>
    <message>
        <source>How the stream is fetched for this preview</source>
        <translation>Как получать поток для этого просмотра</translation>
    </message>
    <message>
        <source>Open in external player</source>
        <translation>Открыть во внешнем проигрывателе</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Копировать адрес</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Во весь экран</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Протокол</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Выключить звук</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Выйти из полноэкранного режима</translation>
    </message>
    <message>
        <source>LIVE</source>
        <comment>button: show the live picture</comment>
        <translation>ЭФИР</translation>
    </message>
    <message>
        <source>ARCHIVE</source>
        <comment>button: show recordings</comment>
        <translation>АРХИВ</translation>
    </message>
</context>
<context>
    <name>streamkeeper::PreviewPanel</name>
    <message>
        <source>Try again to play this stream</source>
        <translation>Попробовать воспроизвести этот поток ещё раз</translation>
    </message>
    <message>
        <source>Select a stream to see it live.</source>
        <translation>Выберите поток, чтобы смотреть его вживую.</translation>
    </message>
    <message>
        <source>The stream is being played or connected.</source>
        <translation>Поток воспроизводится или подключается.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>This is what the link shows, and nothing else.</source>
        <translation>Это то, что показывает ссылка, и больше ничего.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::PreviewPresenter</name>
    <message>
        <source>Select a stream to see it live.</source>
        <translation>Выберите поток, чтобы смотреть его вживую.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Подключение к %1…</translation>
    </message>
    <message numerus="yes">
        <source>Picture from %n second(s) ago</source>
        <translation>
            <numerusform>Изображение %n секунду назад</numerusform>
            <numerusform>Изображение %n секунды назад</numerusform>
            <numerusform>Изображение %n секунд назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picture from %n minute(s) ago</source>
        <translation>
            <numerusform>Изображение %n минуту назад</numerusform>
            <numerusform>Изображение %n минуты назад</numerusform>
            <numerusform>Изображение %n минут назад</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture from %1</source>
        <translation>Изображение от %1</translation>
    </message>
    <message>
        <source>This stream has no sound.</source>
        <translation>В этом потоке нет звука.</translation>
    </message>
    <message>
        <source>No stream is selected.</source>
        <translation>Поток не выбран.</translation>
    </message>
    <message>
        <source>There is no picture yet.</source>
        <translation>Изображения пока нет.</translation>
    </message>
    <message>
        <source>The media server does not offer this stream by RTSP.</source>
        <translation>Медиасервер не отдаёт этот поток по RTSP.</translation>
    </message>
    <message>
        <source>The media server does not offer this stream by HLS.</source>
        <translation>Медиасервер не отдаёт этот поток по HLS.</translation>
    </message>
    <message>
        <source>This computer has no sound output at the moment.</source>
        <translation>Сейчас на этом компьютере нет вывода звука.</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Сохранить изображение</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>Изображение PNG (*.png)</translation>
    </message>
    <message>
        <source>JPEG picture (*.jpg *.jpeg)</source>
        <translation>Изображение JPEG (*.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Сохранено как %1.</translation>
    </message>
    <message>
        <source>The picture could not be saved as %1: %2</source>
        <translation>Не удалось сохранить изображение как %1: %2</translation>
    </message>
    <message>
        <source>Picture copied.</source>
        <translation>Изображение скопировано.</translation>
    </message>
    <message>
        <source>Address copied. It opens the stream to whoever has it.</source>
        <translation>Адрес скопирован. Он открывает поток любому, у кого он есть.</translation>
    </message>
    <message>
        <source>Address copied.</source>
        <translation>Адрес скопирован.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ProvisioningSettingsDialog</name>
    <message>
        <source>Provisioning settings</source>
        <translation>Автонастройка: параметры</translation>
    </message>
    <message>
        <source>DHCP server (ISC Kea)</source>
        <translation>Сервер DHCP (ISC Kea)</translation>
    </message>
    <message>
        <source>Orders of other programs</source>
        <translation>Заявки других программ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ProvisioningSettingsPresenter</name>
    <message>
        <source>Kea %1 has answered.</source>
        <translation>Kea %1 отвечает.</translation>
    </message>
    <message>
        <source>Kea %1 has answered, but it has no commands that make reservations.</source>
        <translation>Kea %1 отвечает, но у неё нет команд, которые резервируют адреса.</translation>
    </message>
    <message>
        <source>Orders are taken at %1.</source>
        <translation>Заявки принимаются на %1.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::QrCode</name>
    <message>
        <source>QR code of the link</source>
        <translation>QR-код ссылки</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RecordDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>It is being saved.</source>
        <translation>Идёт сохранение.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RecordTable</name>
    <message>
        <source>Edit…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Копировать строку</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RecordedCalendar</name>
    <message>
        <source>Day of the recordings</source>
        <translation>День записей</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Предыдущий месяц</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Следующий месяц</translation>
    </message>
    <message>
        <source>Choose a month</source>
        <translation>Выбрать месяц</translation>
    </message>
    <message>
        <source>Enter a year</source>
        <translation>Ввести год</translation>
    </message>
    <message>
        <source>%1: nothing is recorded.</source>
        <translation>%1: записей нет.</translation>
    </message>
    <message>
        <source>%1: %2 % of the day is recorded.</source>
        <translation>%1: записано %2 % суток.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RecordingWriter</name>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>Не удалось записать файл %1: %2</translation>
    </message>
    <message>
        <source>The pictures change from %1 × %2 to %3 × %4, or their format does, and one file cannot hold both without encoding anew. Export the two parts on their own.</source>
        <translation>Размер изображения меняется с %1 × %2 на %3 × %4 или меняется его формат, а один файл не может хранить и то и другое без перекодирования. Экспортируйте две части отдельно.</translation>
    </message>
    <message>
        <source>The media servers delivered no pictures of this period.</source>
        <translation>Медиасерверы не отдали изображений за этот период.</translation>
    </message>
    <message>
        <source>Video in the format %1 cannot be kept in such a file.</source>
        <translation>Видео в формате %1 в таком файле не хранится.</translation>
    </message>
    <message>
        <source>The disk is full: %1 could not be completed, and nothing of it is left. Make room, or choose another place.</source>
        <translation>Диск заполнен: файл %1 не удалось дописать, и от него ничего не осталось. Освободите место или выберите другое.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RegistryEditor</name>
    <message>
        <source>Cancelled before it was begun.</source>
        <translation>Отменено до начала.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RemoveServerDialog</name>
    <message>
        <source>Remove media server</source>
        <translation>Удаление медиасервера</translation>
    </message>
    <message>
        <source>%1 will be removed from the registry with its token and its last observations. The server itself is not touched: it goes on capturing.</source>
        <translation>%1 будет удалён из реестра вместе с токеном и последними наблюдениями. Сам сервер не затрагивается: он продолжает захват.</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) lose it as their additional server.</source>
        <translation>
            <numerusform>%n поток лишится его как дополнительного сервера.</numerusform>
            <numerusform>%n потока лишатся его как дополнительного сервера.</numerusform>
            <numerusform>%n потоков лишатся его как дополнительного сервера.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove its %n stream(s) from the registry too</source>
        <translation>
            <numerusform>Удалить из реестра и его %n поток</numerusform>
            <numerusform>Удалить из реестра и его %n потока</numerusform>
            <numerusform>Удалить из реестра и его %n потоков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep its %n stream(s) without a media server</source>
        <translation>
            <numerusform>Оставить его %n поток без медиасервера</numerusform>
            <numerusform>Оставить его %n потока без медиасервера</numerusform>
            <numerusform>Оставить его %n потоков без медиасервера</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Удалить %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::RtspTry</name>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 не ответил вовремя.</translation>
    </message>
    <message>
        <source>%1 does not speak RTSP.</source>
        <translation>%1 не говорит по RTSP.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SearchSettingsDialog</name>
    <message>
        <source>Search settings</source>
        <translation>Настройки поиска</translation>
    </message>
    <message>
        <source>These settings are the registry&apos;s: they count for every search, of everybody who works on it.</source>
        <translation>Эти настройки принадлежат реестру: они действуют для каждого поиска всех, кто с ним работает.</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent, after a number</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>A media server whose disks are all above it gets no new streams</source>
        <translation>Медиасервер, у которого все диски заполнены сильнее, новых потоков не получает</translation>
    </message>
    <message>
        <source>A disk is full above</source>
        <translation>Диск заполнен, если больше</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>May be found, with a warning</source>
        <translation>Могут быть найдены, с предупреждением</translation>
    </message>
    <message>
        <source>Servers that tell no storage</source>
        <translation>Серверы без данных о хранилище</translation>
    </message>
    <message>
        <source> min</source>
        <comment>minutes, after a number</comment>
        <translation> мин</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>How long a stream stays where a transfer has put it</source>
        <translation>Как долго поток остаётся там, куда его перенесли</translation>
    </message>
    <message>
        <source>Lock after a transfer</source>
        <translation>Запрет после переноса</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SearchedServersModel</name>
    <message>
        <source>passed</source>
        <comment>a check</comment>
        <translation>пройдена</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a check</comment>
        <translation>не пройдена</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>a check</comment>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>main server</source>
        <translation>основной сервер</translation>
    </message>
    <message>
        <source>additional server</source>
        <translation>дополнительный сервер</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>check: passed</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Incoming rate of the streams whose main server it is</source>
        <translation>Входящая скорость потоков, для которых этот сервер основной</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Кластер</translation>
    </message>
    <message>
        <source>Load, kbit/s</source>
        <translation>Нагрузка, кбит/с</translation>
    </message>
    <message>
        <source>Chosen, or why not</source>
        <translation>Выбран или почему нет</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SearchedServersTable</name>
    <message>
        <source>Media servers and their checks</source>
        <translation>Медиасерверы и их проверки</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerBanner</name>
    <message>
        <source>Acknowledge</source>
        <translation>Принять к сведению</translation>
    </message>
    <message>
        <source>Your name is shown to the others, and the alarm is seen</source>
        <translation>Остальным видно ваше имя, а тревога считается просмотренной</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>с %1</translation>
    </message>
    <message numerus="yes">
        <source>%n media server(s) in trouble</source>
        <translation>
            <numerusform>неполадки у %n медиасервера</numerusform>
            <numerusform>неполадки у %n медиасерверов</numerusform>
            <numerusform>неполадки у %n медиасерверов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>media servers</comment>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) stale</source>
        <translation>
            <numerusform>%n поток устарел</numerusform>
            <numerusform>%n потока устарели</numerusform>
            <numerusform>%n потоков устарели</numerusform>
        </translation>
    </message>
    <message>
        <source>seen by %1, %2</source>
        <translation>просмотрено: %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>Show %n stream(s)</source>
        <translation>
            <numerusform>Показать %n поток</numerusform>
            <numerusform>Показать %n потока</numerusform>
            <numerusform>Показать %n потоков</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerCard</name>
    <message>
        <source>General data</source>
        <translation>Общие данные</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Камеры</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Нагрузка</translation>
    </message>
    <message>
        <source>Poll now</source>
        <translation>Опросить сейчас</translation>
    </message>
    <message>
        <source>Ask this server now</source>
        <translation>Опросить этот сервер сейчас</translation>
    </message>
    <message>
        <source>Adopt streams…</source>
        <translation>Принять потоки…</translation>
    </message>
    <message>
        <source>Take unmanaged streams into the registry</source>
        <translation>Внести непринятые потоки в реестр</translation>
    </message>
    <message>
        <source>Show streams</source>
        <translation>Показать потоки</translation>
    </message>
    <message>
        <source>Show the streams of this server in the table of all streams</source>
        <translation>Показать потоки этого сервера в таблице всех потоков</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Remove this server from the registry</source>
        <translation>Удалить этот сервер из реестра</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Проверить соединение</translation>
    </message>
    <message>
        <source>Ask the server with what stands here, without saving</source>
        <translation>Опросить сервер с тем, что здесь стоит, ничего не сохраняя</translation>
    </message>
    <message>
        <source>This media server is not in the registry.</source>
        <translation>Этого медиасервера нет в реестре.</translation>
    </message>
    <message>
        <source>The media server %1 is not in the registry any more.</source>
        <translation>Медиасервера %1 больше нет в реестре.</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) are on this server: fields in grey can be changed when there are none.</source>
        <translation>
            <numerusform>На этом сервере %n поток: серые поля можно изменить, когда потоков нет.</numerusform>
            <numerusform>На этом сервере %n потока: серые поля можно изменить, когда потоков нет.</numerusform>
            <numerusform>На этом сервере %n потоков: серые поля можно изменить, когда потоков нет.</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not answer since %1</source>
        <translation>Не отвечает с %1</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Не отвечает</translation>
    </message>
    <message>
        <source>Waiting for the first answer</source>
        <translation>Ожидание первого ответа</translation>
    </message>
    <message>
        <source>Answers since %1</source>
        <translation>Отвечает с %1</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Отвечает</translation>
    </message>
    <message>
        <source>polled %1</source>
        <translation>опрошен %1</translation>
    </message>
    <message>
        <source>not polled yet</source>
        <translation>ещё не опрошен</translation>
    </message>
    <message>
        <source>takes new streams</source>
        <translation>принимает новые потоки</translation>
    </message>
    <message>
        <source>takes no new streams</source>
        <translation>не принимает новых потоков</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>Остановить проверку</translation>
    </message>
    <message>
        <source>It is in the cluster %1. Take it out of the cluster first, or delete the cluster.</source>
        <translation>Он входит в кластер %1. Сначала выведите его из кластера или удалите кластер.</translation>
    </message>
    <message>
        <source>Cluster: %1 (main server)</source>
        <translation>Кластер: %1 (основной сервер)</translation>
    </message>
    <message>
        <source>Cluster: %1 (additional server)</source>
        <translation>Кластер: %1 (дополнительный сервер)</translation>
    </message>
    <message>
        <source>Server groups: %1</source>
        <translation>Группы серверов: %1</translation>
    </message>
    <message>
        <source>media server %1</source>
        <translation>медиасервер %1</translation>
    </message>
    <message>
        <source>a media server that is gone</source>
        <translation>медиасервер, которого больше нет</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerChannel</name>
    <message>
        <source>The request was cancelled.</source>
        <translation>Запрос отменён.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerDialog</name>
    <message>
        <source>Add media server</source>
        <translation>Добавление медиасервера</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Проверить соединение</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Add server</source>
        <translation>Добавить сервер</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>Остановить проверку</translation>
    </message>
    <message>
        <source>Wait until the test is done.</source>
        <translation>Дождитесь окончания проверки.</translation>
    </message>
    <message>
        <source>Test the connection first.</source>
        <translation>Сначала проверьте соединение.</translation>
    </message>
    <message>
        <source>Add anyway</source>
        <translation>Всё равно добавить</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerForm</name>
    <message>
        <source>As it is called in the table; the host if left empty</source>
        <translation>Как он называется в таблице; если пусто — имя узла</translation>
    </message>
    <message>
        <source>Host name or IP address; a complete URL may be pasted</source>
        <translation>Имя узла или IP-адрес; можно вставить полный URL</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
    <message>
        <source>Let the certificate authorities of this machine decide again</source>
        <translation>Пусть снова решают центры сертификации этой машины</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Internal address</source>
        <translation>Внутренний адрес</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Схема</translation>
    </message>
    <message>
        <source>Internal port</source>
        <translation>Внутренний порт</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Токен</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Where viewers get the streams; the same host if left empty</source>
        <translation>Адрес для зрителей; если пусто — тот же узел</translation>
    </message>
    <message>
        <source>from the server</source>
        <translation>узнать у сервера</translation>
    </message>
    <message>
        <source>External address</source>
        <translation>Внешний адрес</translation>
    </message>
    <message>
        <source>External port</source>
        <translation>Внешний порт</translation>
    </message>
    <message>
        <source>RTSP port</source>
        <translation>Порт RTSP</translation>
    </message>
    <message>
        <source>Which cameras may be placed on this server</source>
        <translation>Какие камеры можно размещать на этом сервере</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>без предела</translation>
    </message>
    <message>
        <source>At most so many streams have this server as their main one</source>
        <translation>Не больше стольких потоков имеют этот сервер основным</translation>
    </message>
    <message>
        <source>A path on the server per line</source>
        <translation>По пути на сервере в строке</translation>
    </message>
    <message>
        <source>Where the server keeps its archive; the first one is for new streams</source>
        <translation>Где сервер хранит архив; первый — для новых потоков</translation>
    </message>
    <message>
        <source>May receive new streams</source>
        <translation>Может получать новые потоки</translation>
    </message>
    <message>
        <source>Reconnects are judged, streams get badges</source>
        <translation>Переподключения оцениваются, потоки получают значки</translation>
    </message>
    <message>
        <source>This setting is of this console. Streams that the media server itself has switched off stay off: switch them on one by one.</source>
        <translation>Этот параметр принадлежит консоли. Потоки, которые медиасервер выключил сам, остаются выключенными: включайте их по одному.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Группа</translation>
    </message>
    <message>
        <source>Limit of streams</source>
        <translation>Предел потоков</translation>
    </message>
    <message>
        <source>Incoming traffic limit</source>
        <translation>Предел входящего трафика</translation>
    </message>
    <message>
        <source>Storages</source>
        <translation>Хранилища</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активный</translation>
    </message>
    <message>
        <source>Incorrect cameras</source>
        <translation>Некорректные камеры</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Сменить пароль</translation>
    </message>
    <message>
        <source>Change token</source>
        <translation>Сменить токен</translation>
    </message>
    <message>
        <source>none is stored</source>
        <translation>не хранится</translation>
    </message>
    <message>
        <source>stored, sealed</source>
        <translation>хранится запечатанным</translation>
    </message>
    <message>
        <source>Of a user with the permission “api”; empty if none is needed</source>
        <translation>Пользователя с разрешением «api»; пусто, если не нужен</translation>
    </message>
    <message>
        <source>An API token made on the server itself</source>
        <translation>Токен API, созданный на самом сервере</translation>
    </message>
    <message>
        <source>None: http is not encrypted.</source>
        <translation>Нет: http не шифруется.</translation>
    </message>
    <message>
        <source>Certificate authorities decide.</source>
        <translation>Решают центры сертификации.</translation>
    </message>
    <message>
        <source>Enter the token of the server.</source>
        <translation>Введите токен сервера.</translation>
    </message>
    <message>
        <source>The cluster %1 sets this for all its members.</source>
        <translation>Это задаёт кластер %1 для всех своих участников.</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>Имя и пароль</translation>
    </message>
    <message>
        <source>Signed tokens (authMethod: jwt)</source>
        <translation>Подписанные токены (authMethod: jwt)</translation>
    </message>
    <message>
        <source>File or address (PUT) that authJWTJWKS of the server points to</source>
        <translation>Файл или адрес (PUT) для authJWTJWKS</translation>
    </message>
    <message>
        <source>The public key of this registry is written there before the connection is tested</source>
        <translation>Туда записывается открытый ключ реестра перед проверкой соединения</translation>
    </message>
    <message>
        <source>Sign in by</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Key for the server</source>
        <translation>Ключ для сервера</translation>
    </message>
    <message>
        <source>Sum of the incoming traffic of main and additional streams when a new one is placed; 1 kbit/s is 1,000 bit/s</source>
        <translation>Сумма входящего трафика основных и дополнительных потоков при размещении нового; 1 кбит/с — это 1000 бит/с</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>кбит/с</translation>
    </message>
    <message>
        <source>Issuer of tokens</source>
        <translation>Издатель токенов</translation>
    </message>
    <message>
        <source>Audience of tokens</source>
        <translation>Получатель токенов</translation>
    </message>
    <message>
        <source>Claim of permissions</source>
        <translation>Поле прав</translation>
    </message>
    <message>
        <source>As authJWTIssuer of the server says; empty if it has none</source>
        <translation>Как в authJWTIssuer сервера; пусто, если не задан</translation>
    </message>
    <message>
        <source>As authJWTAudience of the server says; empty if it has none</source>
        <translation>Как в authJWTAudience сервера; пусто, если не задан</translation>
    </message>
    <message>
        <source>With an audience of its own a server takes no token of another one, though the same key has signed it</source>
        <translation>Сервер с собственным получателем не примет токен другого сервера, хотя он подписан тем же ключом</translation>
    </message>
    <message>
        <source>As authJWTClaimKey of the server says; %1 if left empty</source>
        <translation>Как в authJWTClaimKey сервера; %1, если оставить пустым</translation>
    </message>
    <message>
        <source>Where the API is encrypted, and recordings (playbackEncryption) or streams (hlsEncryption, rtspEncryption) are not: others could read the password there</source>
        <translation>Где API зашифрован, а записи (playbackEncryption) или потоки (hlsEncryption, rtspEncryption) — нет: там пароль могли бы прочитать другие</translation>
    </message>
    <message>
        <source>Account in clear</source>
        <translation>Учётная запись открыто</translation>
    </message>
    <message>
        <source>The stored one may go to %1</source>
        <translation>Сохранённый можно передать на %1</translation>
    </message>
    <message>
        <source>The console switches off what is Problematic</source>
        <translation>Консоль отключает проблемные потоки</translation>
    </message>
    <message>
        <source>One stream at a time, and never more than %1 % of the streams of the server at once</source>
        <translation>По одному потоку и никогда не больше %1 % потоков сервера сразу</translation>
    </message>
    <message>
        <source>Switching off</source>
        <translation>Отключение</translation>
    </message>
    <message>
        <source>not provided by this server</source>
        <translation>этим сервером не поддерживается</translation>
    </message>
    <message>
        <source>Incorrect cameras is off.</source>
        <translation>«Некорректные камеры» выключены.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerGroupDialog</name>
    <message>
        <source>Add server group</source>
        <translation>Добавить группу серверов</translation>
    </message>
    <message>
        <source>Edit server group</source>
        <translation>Изменить группу серверов</translation>
    </message>
    <message>
        <source>What may go to the parent may go to the clusters of this group too</source>
        <translation>Что может быть в родительской группе, может быть и в кластерах этой</translation>
    </message>
    <message>
        <source>Clusters of the group</source>
        <translation>Кластеры группы</translation>
    </message>
    <message>
        <source>A subnet per line, for example 192.0.2.0/24 or 2001:db8::/32</source>
        <translation>По подсети в строке, например 192.0.2.0/24 или 2001:db8::/32</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Parent group</source>
        <translation>Родительская группа</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Кластеры</translation>
    </message>
    <message>
        <source>Subnets</source>
        <translation>Подсети</translation>
    </message>
    <message>
        <source>Cameras that name a group use it whatever their address. Cameras that name none use the group whose subnet their address is in.</source>
        <translation>Камеры, которые указывают группу, используют её при любом адресе. Камеры без группы используют ту, в чью подсеть входит их адрес.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no parent group</comment>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerLoadTab</name>
    <message>
        <source>CPU</source>
        <translation>Процессор</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Память</translation>
    </message>
    <message>
        <source>Traffic in, kbit/s</source>
        <translation>Входящий трафик, кбит/с</translation>
    </message>
    <message>
        <source>Traffic out, kbit/s</source>
        <translation>Исходящий трафик, кбит/с</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Main streams</source>
        <translation>Основные потоки</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Версия</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Запущен</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>Опрос</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>Диски</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>кбит/с</translation>
    </message>
    <message>
        <source>The server was not polled yet.</source>
        <translation>Сервер ещё не опрошен.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>traffic · its limit</comment>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>streams · their limit</comment>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>The server names no storage.</source>
        <translation>Сервер не называет хранилищ.</translation>
    </message>
    <message>
        <source>The server reports an error.</source>
        <translation>Сервер сообщает об ошибке.</translation>
    </message>
    <message>
        <source>%1 % of %2, full</source>
        <comment>more than 80 %</comment>
        <translation>%1 % из %2, заполнен</translation>
    </message>
    <message>
        <source>%1 % of %2</source>
        <translation>%1 % из %2</translation>
    </message>
    <message>
        <source>The mark stands at 80 %: above it the disk takes no new streams. Free: %1</source>
        <translation>Отметка стоит на 80 %: выше неё диск не принимает новых потоков. Свободно: %1</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Трафик</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>МБ</translation>
    </message>
    <message>
        <source>in</source>
        <comment>traffic</comment>
        <translation>вход</translation>
    </message>
    <message>
        <source>out</source>
        <comment>traffic</comment>
        <translation>выход</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerSocket</name>
    <message>
        <source>%1 does not speak TLS on this port. Check the port.</source>
        <translation>%1 не говорит по TLS на этом порту. Проверьте порт.</translation>
    </message>
    <message>
        <source>%1 refuses the connection. Check the port, and that the media server is running.</source>
        <translation>%1 отказывает в соединении. Проверьте порт и работает ли медиасервер.</translation>
    </message>
    <message>
        <source>The host name %1 is not known.</source>
        <translation>Имя узла %1 неизвестно.</translation>
    </message>
    <message>
        <source>%1 closed the connection. The stream may have ended there.</source>
        <translation>%1 закрывает соединение. Возможно, поток там закончился.</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address and the network.</source>
        <translation>%1 недоступен. Проверьте адрес и сеть.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerStreamsModel</name>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Качество</translation>
    </message>
    <message>
        <source>This server is</source>
        <translation>Этот сервер</translation>
    </message>
    <message>
        <source>Bitrate, kbit/s</source>
        <translation>Битрейт, кбит/с</translation>
    </message>
    <message>
        <source>Output, kbit/s</source>
        <translation>Отдача, кбит/с</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Разрешение</translation>
    </message>
    <message>
        <source>Clients at last poll</source>
        <translation>Клиенты при опросе</translation>
    </message>
    <message>
        <source>Other server</source>
        <translation>Другой сервер</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>Опрос</translation>
    </message>
    <message>
        <source>main</source>
        <comment>role of a media server</comment>
        <translation>основной</translation>
    </message>
    <message>
        <source>additional</source>
        <comment>role of a media server</comment>
        <translation>дополнительный</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerStreamsTab</name>
    <message>
        <source>Streams of this media server</source>
        <translation>Потоки этого медиасервера</translation>
    </message>
    <message>
        <source>No stream is on this server.</source>
        <translation>На этом сервере нет потоков.</translation>
    </message>
    <message>
        <source>Open the camera</source>
        <translation>Открыть камеру</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Copy rows with headers</source>
        <translation>Копировать строки с заголовками</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s), %1 of them with this server as the main one</source>
        <translation>
            <numerusform>%n поток, для %1 из них этот сервер основной</numerusform>
            <numerusform>%n потока, для %1 из них этот сервер основной</numerusform>
            <numerusform>%n потоков, для %1 из них этот сервер основной</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerTableModel</name>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>API address</source>
        <translation>Адрес API</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>In, kbit/s</source>
        <translation>Вход, кбит/с</translation>
    </message>
    <message>
        <source>Out, kbit/s</source>
        <translation>Выход, кбит/с</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>CPU, %</source>
        <translation>ЦП, %</translation>
    </message>
    <message>
        <source>Fullest disk, %</source>
        <translation>Самый полный диск, %</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Версия</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>Опрос</translation>
    </message>
    <message>
        <source>Streams by state</source>
        <translation>Потоки по состоянию</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServersPage</name>
    <message>
        <source>Adopt streams…</source>
        <translation>Принять потоки…</translation>
    </message>
    <message>
        <source>Take unmanaged streams into the registry</source>
        <translation>Внести непринятые потоки в реестр</translation>
    </message>
    <message>
        <source>Show streams</source>
        <translation>Показать потоки</translation>
    </message>
    <message>
        <source>Show the streams of this server</source>
        <translation>Показать потоки этого сервера</translation>
    </message>
    <message>
        <source>Poll now</source>
        <translation>Опросить сейчас</translation>
    </message>
    <message>
        <source>Ask this server now</source>
        <translation>Опросить этот сервер сейчас</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Remove this server from the registry</source>
        <translation>Удалить этот сервер из реестра</translation>
    </message>
    <message>
        <source>Media servers</source>
        <translation>Медиасерверы</translation>
    </message>
    <message>
        <source>There is no media server yet. Add one to see its streams.</source>
        <translation>Медиасерверов пока нет. Добавьте сервер, чтобы увидеть его потоки.</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Копировать строку</translation>
    </message>
    <message>
        <source>Select a media server first.</source>
        <translation>Сначала выберите медиасервер.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Open the card of this server: settings, cameras, load (Enter)</source>
        <translation>Открыть карточку этого сервера: настройки, камеры, нагрузка (Enter)</translation>
    </message>
    <message>
        <source>It is in the cluster %1. Take it out of the cluster first, or delete the cluster.</source>
        <translation>Он входит в кластер %1. Сначала выведите его из кластера или удалите кластер.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServersPresenter</name>
    <message numerus="yes">
        <source>Connected to %1, version %2, with %n stream(s).</source>
        <translation>
            <numerusform>Соединение с %1 есть: версия %2, %n поток.</numerusform>
            <numerusform>Соединение с %1 есть: версия %2, %n потока.</numerusform>
            <numerusform>Соединение с %1 есть: версия %2, %n потоков.</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>a version</comment>
        <translation>неизвестно</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n unmanaged stream(s)</source>
        <translation>
            <numerusform>%1: %n непринятый поток</numerusform>
            <numerusform>%1: %n непринятых потока</numerusform>
            <numerusform>%1: %n непринятых потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Enable again?</source>
        <translation>Включить снова?</translation>
    </message>
    <message numerus="yes">
        <source>The console has switched off %n stream(s) of %1.</source>
        <translation>
            <numerusform>Консоль отключила %n поток на %1.</numerusform>
            <numerusform>Консоль отключила %n потока на %1.</numerusform>
            <numerusform>Консоль отключила %n потоков на %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>It switches nothing off there any more. Those that stay off are enabled one by one.</source>
        <translation>Больше она там ничего не отключает. Оставшиеся включаются по одному.</translation>
    </message>
    <message numerus="yes">
        <source>Enable %n stream(s)</source>
        <translation>
            <numerusform>Включить %n поток</numerusform>
            <numerusform>Включить %n потока</numerusform>
            <numerusform>Включить %n потоков</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::Session</name>
    <message>
        <source>The stream has no media server.</source>
        <translation>У потока нет медиасервера.</translation>
    </message>
    <message>
        <source>The stream is not in the registry.</source>
        <translation>Этого потока нет в реестре.</translation>
    </message>
    <message>
        <source>The address cannot be unsealed. Unlock the secrets of this registry.</source>
        <translation>Не удаётся расшифровать адрес. Разблокируйте секреты этого реестра.</translation>
    </message>
    <message>
        <source>The cluster is not in the registry any more.</source>
        <translation>Кластера больше нет в реестре.</translation>
    </message>
    <message>
        <source>The camera is not in the registry any more.</source>
        <translation>Камеры больше нет в реестре.</translation>
    </message>
    <message>
        <source>A change of the signing key was left unfinished. %1</source>
        <translation>Смена ключа подписи осталась незавершённой. %1</translation>
    </message>
    <message>
        <source>The registry has no DHCP server.</source>
        <translation>В реестре нет сервера DHCP.</translation>
    </message>
    <message>
        <source>inlet</source>
        <translation>приём заявок</translation>
    </message>
    <message>
        <source>No media server can take the streams of %1 now.</source>
        <translation>Сейчас ни один медиасервер не может принять потоки камеры %1.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareBatch</name>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Makes no further links; those that were made stay in the list of links</source>
        <translation>Больше не создавать ссылок; созданные останутся в списке</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Поток</translation>
    </message>
    <message>
        <source>Link, or why there is none</source>
        <translation>Ссылка или почему её нет</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Ссылки</translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation>Копировать &amp;все</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Как текст</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>Как CSV</translation>
    </message>
    <message>
        <source>As M3U playlist</source>
        <translation>Как список M3U</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Сохранить…</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) made.</source>
        <translation>
            <numerusform>Создана %n ссылка.</numerusform>
            <numerusform>Создано %n ссылки.</numerusform>
            <numerusform>Создано %n ссылок.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) without one: the table says why.</source>
        <translation>
            <numerusform>%n поток без ссылки: причина в таблице.</numerusform>
            <numerusform>%n потока без ссылки: причины в таблице.</numerusform>
            <numerusform>%n потоков без ссылки: причины в таблице.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 streams asked.</source>
        <translation>Запрошено потоков: %1 из %2.</translation>
    </message>
    <message>
        <source>No link was made yet.</source>
        <translation>Ещё не создано ни одной ссылки.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareDialog</name>
    <message numerus="yes">
        <source>Share %n stream(s)</source>
        <translation>
            <numerusform>Поделиться %n потоком</numerusform>
            <numerusform>Поделиться %n потоками</numerusform>
            <numerusform>Поделиться %n потоками</numerusform>
        </translation>
    </message>
    <message>
        <source>Share · %1</source>
        <translation>Поделиться · %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>&amp;Generate links</source>
        <translation>Создать сс&amp;ылки</translation>
    </message>
    <message>
        <source>&amp;Generate link</source>
        <translation>Создать сс&amp;ылку</translation>
    </message>
    <message>
        <source>Makes the link and copies it to the clipboard</source>
        <translation>Создаёт ссылку и копирует её в буфер обмена</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareForm</name>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Доступ</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Протокол</translation>
    </message>
    <message>
        <source>Kept in the list of links, not in the link</source>
        <translation>Хранится в списке ссылок, не в самой ссылке</translation>
    </message>
    <message>
        <source>&amp;For whom</source>
        <translation>&amp;Для кого</translation>
    </message>
    <message>
        <source>&amp;Live</source>
        <translation>&amp;Прямой эфир</translation>
    </message>
    <message>
        <source>&amp;Archive from a moment on</source>
        <translation>&amp;Архив начиная с момента</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>&amp;С</translation>
    </message>
    <message>
        <source>&amp;Public link: no token, no end</source>
        <translation>Пу&amp;бличная ссылка: без токена и срока</translation>
    </message>
    <message>
        <source>Switch External access on</source>
        <translation>Включить внешний доступ</translation>
    </message>
    <message>
        <source>How long the link opens</source>
        <translation>Сколько действует ссылка</translation>
    </message>
    <message>
        <source>h&amp;ours</source>
        <translation>&amp;часов</translation>
    </message>
    <message>
        <source>&amp;days</source>
        <translation>д&amp;ней</translation>
    </message>
    <message>
        <source>Open&amp;s for</source>
        <translation>Д&amp;ействует</translation>
    </message>
    <message>
        <source>File (&amp;MP4)</source>
        <translation>Файл (&amp;MP4)</translation>
    </message>
    <message>
        <source>your time, %1; one day from then can be watched</source>
        <translation>ваше время, %1; можно смотреть одни сутки с этого момента</translation>
    </message>
    <message>
        <source>External access is being switched on…</source>
        <translation>Включается внешний доступ…</translation>
    </message>
    <message>
        <source>A public link needs the camera&apos;s External access, and it is off. Switched on, everybody can watch both streams of the camera who knows their address.</source>
        <translation>Для публичной ссылки нужен внешний доступ камеры, а он выключен. Если его включить, оба потока камеры сможет смотреть каждый, кто знает их адрес.</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareLinkTableModel</name>
    <message>
        <source>Archive from %1</source>
        <translation>Архив с %1</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Публичная</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Токен</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Поток</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>Показывает</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Протокол</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Доступ</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Для кого</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Кто создал</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Создана</translation>
    </message>
    <message>
        <source>Expires in</source>
        <translation>Истекает через</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Медиасервер</translation>
    </message>
    <message>
        <source>Address without token</source>
        <translation>Адрес без токена</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareLinksPage</name>
    <message>
        <source>Filter by stream, person, server, address</source>
        <translation>Фильтр по потоку, человеку, серверу, адресу</translation>
    </message>
    <message>
        <source>Filter the links</source>
        <translation>Фильтр ссылок</translation>
    </message>
    <message>
        <source>State of the links</source>
        <translation>Состояние ссылок</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>Продлить…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Отозвать…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Убрать из списка</translation>
    </message>
    <message>
        <source>Signing key…</source>
        <translation>Ключ подписи…</translation>
    </message>
    <message>
        <source>The key that signs tokens for MediaMTX with authMethod: jwt</source>
        <translation>Ключ, которым подписываются токены для MediaMTX с authMethod: jwt</translation>
    </message>
    <message>
        <source>Share links</source>
        <translation>Ссылки</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n ссылка</numerusform>
            <numerusform>%n ссылки</numerusform>
            <numerusform>%n ссылок</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 links</source>
        <translation>%1 из %2 ссылок</translation>
    </message>
    <message>
        <source>No link was made yet. Select a stream on the page Video Streams and press Share.</source>
        <translation>Ещё не создано ни одной ссылки. Выберите поток на странице «Видеопотоки» и нажмите «Поделиться».</translation>
    </message>
    <message>
        <source>No link matches the filter.</source>
        <translation>Под фильтр не подходит ни одна ссылка.</translation>
    </message>
    <message>
        <source>Select a link first.</source>
        <translation>Сначала выберите ссылку.</translation>
    </message>
    <message>
        <source>Copies the whole link, with its token</source>
        <translation>Копирует ссылку целиком, с токеном</translation>
    </message>
    <message>
        <source>A link that is over has no token any more. Extend it to get a new one.</source>
        <translation>У ссылки с истёкшим сроком токена больше нет. Продлите её, чтобы получить новую.</translation>
    </message>
    <message>
        <source>Makes a new link of the same kind; a token&apos;s end cannot be moved</source>
        <translation>Создаёт новую такую же ссылку; срок токена изменить нельзя</translation>
    </message>
    <message>
        <source>Select one link only.</source>
        <translation>Выберите только одну ссылку.</translation>
    </message>
    <message>
        <source>A public link has no end.</source>
        <translation>У публичной ссылки нет срока.</translation>
    </message>
    <message>
        <source>Takes the link back, as far as its server can</source>
        <translation>Отзывает ссылку, насколько это может её сервер</translation>
    </message>
    <message>
        <source>This link is over already.</source>
        <translation>Срок этой ссылки уже закончился.</translation>
    </message>
    <message>
        <source>Forgets links that are over</source>
        <translation>Убирает ссылки, срок которых закончился</translation>
    </message>
    <message>
        <source>A link that still opens stays in the list, so that you see who can watch.</source>
        <translation>Ссылка, которая ещё открывается, остаётся в списке, чтобы было видно, кто может смотреть.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareLinksPresenter</name>
    <message numerus="yes">
        <source>%1: %n session(s) ended.</source>
        <translation>
            <numerusform>%1: завершён %n сеанс.</numerusform>
            <numerusform>%1: завершено %n сеанса.</numerusform>
            <numerusform>%1: завершено %n сеансов.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: sessions are not ended yet, it is tried again. %2</source>
        <translation>%1: сеансы ещё не завершены, попытка повторится. %2</translation>
    </message>
    <message>
        <source>Revoke, and switch External access off</source>
        <translation>Отозвать и выключить внешний доступ</translation>
    </message>
    <message>
        <source>Switch External access off</source>
        <translation>Выключить внешний доступ</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Отозвать</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n link(s)</source>
        <translation>
            <numerusform>Отзыв %n ссылки</numerusform>
            <numerusform>Отзыв %n ссылок</numerusform>
            <numerusform>Отзыв %n ссылок</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::SharePresenter</name>
    <message>
        <source>The clipboard holds something else now.</source>
        <translation>В буфере обмена теперь что-то другое.</translation>
    </message>
    <message>
        <source>Each link is made by the media server that has the stream; what one of them cannot do is told in the table.</source>
        <translation>Каждую ссылку создаёт медиасервер, на котором находится поток; чего он не может, сказано в таблице.</translation>
    </message>
    <message>
        <source>Served by %1.</source>
        <translation>Сервер ссылки: %1.</translation>
    </message>
    <message>
        <source>Asking the media servers what is recorded…</source>
        <translation>Медиасерверы опрашиваются о записях…</translation>
    </message>
    <message>
        <source>Nothing is recorded of this stream.</source>
        <translation>Записей этого потока нет.</translation>
    </message>
    <message>
        <source>The media server is being asked what it can do.</source>
        <translation>Медиасервер опрашивается о его возможностях.</translation>
    </message>
    <message>
        <source>The media servers are being asked what is recorded.</source>
        <translation>Медиасерверы опрашиваются о записях.</translation>
    </message>
    <message>
        <source>External access is being switched on…</source>
        <translation>Включается внешний доступ…</translation>
    </message>
    <message>
        <source>External access</source>
        <translation>Внешний доступ</translation>
    </message>
    <message numerus="yes">
        <source>Switch External access of %n camera(s) on?</source>
        <translation>
            <numerusform>Включить внешний доступ %n камеры?</numerusform>
            <numerusform>Включить внешний доступ %n камер?</numerusform>
            <numerusform>Включить внешний доступ %n камер?</numerusform>
        </translation>
    </message>
    <message>
        <source>Everybody can watch their streams who knows the address.</source>
        <translation>Их потоки сможет смотреть каждый, кто знает адрес.</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Включить</translation>
    </message>
    <message>
        <source>A file is played by the program that downloads it. Open it in an external player.</source>
        <translation>Файл воспроизводит программа, которая его загрузила. Откройте его во внешнем проигрывателе.</translation>
    </message>
    <message>
        <source>Save the links</source>
        <translation>Сохранить ссылки</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>M3U playlist (*.m3u)</source>
        <translation>Список M3U (*.m3u)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Сохранено как %1.</translation>
    </message>
    <message>
        <source>The links could not be saved: %1</source>
        <translation>Не удалось сохранить ссылки: %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareResult</name>
    <message>
        <source>Link</source>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>&amp;Копировать ссылку</translation>
    </message>
    <message>
        <source>Copy as HTML</source>
        <translation>Копировать как HTML</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Копировать как Markdown</translation>
    </message>
    <message>
        <source>&amp;QR code</source>
        <translation>&amp;QR-код</translation>
    </message>
    <message>
        <source>Open in e&amp;xternal player</source>
        <translation>Открыть во &amp;внешнем проигрывателе</translation>
    </message>
    <message>
        <source>&amp;Test it</source>
        <translation>Про&amp;верить</translation>
    </message>
    <message>
        <source>S&amp;top the test</source>
        <translation>Остано&amp;вить проверку</translation>
    </message>
    <message>
        <source>The link is too long for a QR code.</source>
        <translation>Ссылка слишком длинна для QR-кода.</translation>
    </message>
    <message>
        <source>Plays the link here as an outsider would, with its token alone</source>
        <translation>Воспроизводит ссылку здесь, как у постороннего, только с её токеном</translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShortcutsDialog</name>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Что они делают</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Где</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SignedAccessCheck</name>
    <message>
        <source>Watching was not tried.</source>
        <translation>Просмотр не проверялся.</translation>
    </message>
    <message>
        <source>The API takes tokens of this registry.</source>
        <translation>API принимает токены этого реестра.</translation>
    </message>
    <message>
        <source>The server does not tell from where it fetches its keys.</source>
        <translation>Сервер не сообщает, откуда берёт ключи.</translation>
    </message>
    <message>
        <source>The keys at %1 cannot be fetched from this computer; the server has them.</source>
        <translation>Ключи с %1 нельзя получить с этого компьютера; у сервера они есть.</translation>
    </message>
    <message>
        <source>The document at %1 does not have this registry&apos;s key: the server will refuse its tokens when it fetches the keys next. Write the keys there.</source>
        <translation>В документе %1 нет ключа этого реестра: сервер откажет его токенам, когда в следующий раз возьмёт ключи. Запишите ключи туда.</translation>
    </message>
    <message>
        <source>The key is in the document that the server fetches, %1.</source>
        <translation>Ключ есть в документе, который берёт сервер: %1.</translation>
    </message>
    <message>
        <source>Watching was not tried: the server has no enabled stream, or its RTSP port is not known.</source>
        <translation>Просмотр не проверялся: на сервере нет включённого потока или неизвестен порт RTSP.</translation>
    </message>
    <message>
        <source>A viewer&apos;s token opens the stream %1.</source>
        <translation>Токен зрителя открывает поток %1.</translation>
    </message>
    <message>
        <source>A viewer&apos;s token does not open the stream %1 (RTSP %2).</source>
        <translation>Токен зрителя не открывает поток %1 (RTSP %2).</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SigningKeyDialog</name>
    <message>
        <source>Signing key</source>
        <translation>Ключ подписи</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Имя ключа</translation>
    </message>
    <message>
        <source>&amp;Public key to</source>
        <translation>&amp;Открытый ключ в</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Файл…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Экспортировать</translation>
    </message>
    <message>
        <source>&amp;Change key…</source>
        <translation>&amp;Сменить ключ…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Public key to</source>
        <translation>Открытый ключ в</translation>
    </message>
    <message>
        <source>This key signs the tokens by which the console signs in to a MediaMTX with authMethod: jwt, and those of links to its streams. Servers fetch its public half (JWKS); the private half is sealed in the registry.</source>
        <translation>Этим ключом подписываются токены, по которым консоль входит в MediaMTX с authMethod: jwt, и токены ссылок на его потоки. Серверы берут открытую половину (JWKS); закрытая запечатана в реестре.</translation>
    </message>
    <message>
        <source>This registry has no signing key yet. One is made with the first export. A MediaMTX with authMethod: jwt fetches its public half (JWKS); then the console signs in to it by tokens, and can make links to its streams that end.</source>
        <translation>В этом реестре ещё нет ключа подписи. Он создаётся при первом экспорте. MediaMTX с authMethod: jwt берёт открытую половину (JWKS); тогда консоль входит на него по токенам и может создавать ссылки со сроком на его потоки.</translation>
    </message>
    <message>
        <source>Made %1.</source>
        <translation>Создан %1.</translation>
    </message>
    <message>
        <source>No media server is signed in to by it.</source>
        <translation>С ним не выполняется вход ни на один медиасервер.</translation>
    </message>
    <message>
        <source>Signed in to by it: %1.</source>
        <translation>С ним выполняется вход на: %1.</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>Дождитесь окончания.</translation>
    </message>
    <message>
        <source>Enter where to.</source>
        <translation>Укажите куда.</translation>
    </message>
    <message>
        <source>Writes the public half of the key there</source>
        <translation>Записывает туда открытую половину ключа</translation>
    </message>
    <message>
        <source>There is no key yet.</source>
        <translation>Ключа ещё нет.</translation>
    </message>
    <message>
        <source>Ends every link that this key has signed</source>
        <translation>Прекращает все ссылки, подписанные этим ключом</translation>
    </message>
    <message>
        <source>A file, or an address that takes PUT</source>
        <translation>Файл или адрес, принимающий PUT</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SigningKeyPresenter</name>
    <message>
        <source>The secrets of this registry are locked. Unlock them first.</source>
        <translation>Секреты этого реестра закрыты. Сначала откройте их.</translation>
    </message>
    <message>
        <source>The public key is written. Let authJWTJWKS of the servers point to it.</source>
        <translation>Открытый ключ записан. Укажите на него в authJWTJWKS серверов.</translation>
    </message>
    <message>
        <source>Every link that the present key has signed ends, and who watches by one is cut off.</source>
        <translation>Все ссылки, подписанные нынешним ключом, прекращаются, и просмотр по ним прерывается.</translation>
    </message>
    <message>
        <source>%1 get both keys first and are tried with the new one; if one of them does not take it, nothing is changed.</source>
        <translation>%1: сначала серверы получат оба ключа и будут проверены с новым; если хоть один его не примет, ничего не изменится.</translation>
    </message>
    <message>
        <source>Change the signing key</source>
        <translation>Сменить ключ подписи</translation>
    </message>
    <message>
        <source>Change key</source>
        <translation>Сменить ключ</translation>
    </message>
    <message numerus="yes">
        <source>The key was changed. %n session(s) of the old one were ended.</source>
        <translation>
            <numerusform>Ключ сменён. Завершён %n сеанс старого ключа.</numerusform>
            <numerusform>Ключ сменён. Завершены %n сеанса старого ключа.</numerusform>
            <numerusform>Ключ сменён. Завершено %n сеансов старого ключа.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::SigningKeys</name>
    <message>
        <source>This registry has no signing key yet.</source>
        <translation>В этом реестре ещё нет ключа подписи.</translation>
    </message>
    <message>
        <source>The keys could not be written to %1: %2</source>
        <translation>Не удалось записать ключи в %1: %2</translation>
    </message>
    <message>
        <source>%1 did not take the keys (HTTP %2). It has to allow PUT; or write them to a file that a web server delivers.</source>
        <translation>%1 не принял ключи (HTTP %2). Он должен разрешать PUT; или запишите их в файл, который отдаёт веб-сервер.</translation>
    </message>
    <message>
        <source>What is at %1 is not a document of keys (JWKS). It was left as it is; name another place for the keys.</source>
        <translation>По адресу %1 находится не документ ключей (JWKS). Он оставлен как есть; укажите для ключей другое место.</translation>
    </message>
    <message>
        <source>It cannot be seen whether %1 has keys of others (HTTP %2), so nothing was written there. It has to allow GET; or write the keys to a file that a web server delivers.</source>
        <translation>Нельзя узнать, есть ли на %1 чужие ключи (HTTP %2), поэтому туда ничего не записано. Адрес должен разрешать GET; или запишите ключи в файл, который отдаёт веб-сервер.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SpanSwitch</name>
    <message>
        <source>1 h</source>
        <translation>1 ч</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 ч</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 д</translation>
    </message>
    <message>
        <source>Charts: %1</source>
        <translation>Графики: %1</translation>
    </message>
</context>
<context>
    <name>streamkeeper::SplitCameraDialog</name>
    <message>
        <source>Split camera</source>
        <translation>Разделить камеру</translation>
    </message>
    <message>
        <source>The low stream of %1 becomes a camera of its own, with the same settings.</source>
        <translation>Поток низкого качества камеры %1 становится отдельной камерой с теми же настройками.</translation>
    </message>
    <message>
        <source>&amp;Name of the new camera</source>
        <translation>&amp;Название новой камеры</translation>
    </message>
    <message>
        <source>Streams, links, recordings and history stay as they are, and no media server is asked. “Join cameras” is the way back.</source>
        <translation>Потоки, ссылки, записи и история остаются как есть, медиасерверы не запрашиваются. Обратный путь — «Объединить камеры».</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Разделить</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StageStrip</name>
    <message>
        <source>Device</source>
        <translation>Устройство</translation>
    </message>
    <message>
        <source>All stages are done.</source>
        <translation>Все этапы пройдены.</translation>
    </message>
    <message>
        <source>Next: %1. %2.</source>
        <translation>Далее: %1. %2.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StateCounter</name>
    <message>
        <source>Show only these streams</source>
        <translation>Показать только эти потоки</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StatusStripView</name>
    <message>
        <source>The last 24 hours</source>
        <translation>Последние 24 часа</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StepsDialog</name>
    <message>
        <source>What counts as incorrect</source>
        <translation>Что считается некорректным</translation>
    </message>
    <message>
        <source> min</source>
        <comment>minutes, after a number</comment>
        <translation> мин</translation>
    </message>
    <message>
        <source>So long a stream stays Incorrect after its last loss or reconnect</source>
        <translation>Столько времени поток остаётся некорректным после последней потери или переподключения</translation>
    </message>
    <message>
        <source>Incorrect for</source>
        <translation>Некорректен</translation>
    </message>
    <message>
        <source>Problematic is a stream that reconnects so often:</source>
        <translation>Проблемным считается поток, который переподключается так часто:</translation>
    </message>
    <message>
        <source>Switched off before</source>
        <translation>Отключался раньше</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Переподключения</translation>
    </message>
    <message>
        <source>within</source>
        <translation>за</translation>
    </message>
    <message>
        <source>Increased time: reconnects</source>
        <translation>Увеличенное время: переподключения</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Добавить ступень</translation>
    </message>
    <message>
        <source>Remove last step</source>
        <translation>Удалить последнюю ступень</translation>
    </message>
    <message>
        <source>Project defaults</source>
        <translation>Значения проекта</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Минуты</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Всегда</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Ни разу</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) or more</source>
        <translation>
            <numerusform>%n раз и более</numerusform>
            <numerusform>%n раза и более</numerusform>
            <numerusform>%n раз и более</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n раз</numerusform>
            <numerusform>%n раза</numerusform>
            <numerusform>%n раз</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are no more than %n step(s).</source>
        <translation>
            <numerusform>Ступеней не больше %n.</numerusform>
            <numerusform>Ступеней не больше %n.</numerusform>
            <numerusform>Ступеней не больше %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>One step has to stay.</source>
        <translation>Одна ступень должна остаться.</translation>
    </message>
    <message>
        <source>These numbers are the project&apos;s, not the vendor&apos;s, whose are not public. They are the registry&apos;s: they count for all its servers whose card has Incorrect cameras on, and for everybody. The console classifies and shows; it switches off only on servers whose card says so.</source>
        <translation>Эти числа — проекта, а не производителя: его числа не опубликованы. Они хранятся в реестре: действуют для всех его серверов, в карточке которых включены «Некорректные камеры», и для всех операторов. Консоль классифицирует и показывает; отключает она только на серверах, в карточке которых это разрешено.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamActions</name>
    <message>
        <source>Restart</source>
        <translation>Перезапустить</translation>
    </message>
    <message>
        <source>Drop the connection to the camera and make it anew</source>
        <translation>Разорвать соединение с камерой и установить заново</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Включить</translation>
    </message>
    <message>
        <source>Capture the stream</source>
        <translation>Захватывать поток</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Выключить</translation>
    </message>
    <message>
        <source>Stop capturing the stream; it stays on the server</source>
        <translation>Перестать захватывать поток; на сервере он остаётся</translation>
    </message>
    <message>
        <source>Audio on</source>
        <translation>Звук включить</translation>
    </message>
    <message>
        <source>Capture the sound too</source>
        <translation>Захватывать и звук</translation>
    </message>
    <message>
        <source>Audio off</source>
        <translation>Звук выключить</translation>
    </message>
    <message>
        <source>Capture the picture only</source>
        <translation>Захватывать только изображение</translation>
    </message>
    <message>
        <source>Edit address</source>
        <translation>Изменить адрес</translation>
    </message>
    <message>
        <source>Change the address of the camera&apos;s stream</source>
        <translation>Изменить адрес потока камеры</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Delete the stream on its media server and here</source>
        <translation>Удалить поток на медиасервере и здесь</translation>
    </message>
    <message>
        <source>Remove from the registry…</source>
        <translation>Убрать из реестра…</translation>
    </message>
    <message>
        <source>The media server is not asked and goes on capturing</source>
        <translation>Медиасервер не затрагивается и захватывает дальше</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>Take the stream into the registry</source>
        <translation>Взять поток в реестр</translation>
    </message>
    <message>
        <source>Re-create</source>
        <translation>Создать заново</translation>
    </message>
    <message>
        <source>Make the missing stream anew on its media server</source>
        <translation>Создать отсутствующий поток на медиасервере заново</translation>
    </message>
    <message>
        <source>Push ours</source>
        <translation>Отправить наше</translation>
    </message>
    <message>
        <source>The media server takes the registry&apos;s settings</source>
        <translation>Медиасервер берёт параметры из реестра</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Взять с сервера</translation>
    </message>
    <message>
        <source>The registry takes the media server&apos;s settings</source>
        <translation>Реестр берёт параметры с медиасервера</translation>
    </message>
    <message>
        <source>Select a stream first.</source>
        <translation>Сначала выберите поток.</translation>
    </message>
    <message>
        <source>Possible for %1 of %2 selected streams.</source>
        <translation>Возможно для %1 из %2 выбранных потоков.</translation>
    </message>
    <message>
        <source>Transfer…</source>
        <translation>Перенести…</translation>
    </message>
    <message>
        <source>Move the stream to another media server</source>
        <translation>Перенести поток на другой медиасервер</translation>
    </message>
    <message>
        <source>Archive index…</source>
        <translation>Индекс архива…</translation>
    </message>
    <message>
        <source>Which media server holds which period of the recordings; have it read anew</source>
        <translation>На каком медиасервере хранится какой период записей; прочитать заново</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Поделиться…</translation>
    </message>
    <message>
        <source>Make a link for somebody outside</source>
        <translation>Создать ссылку для постороннего</translation>
    </message>
    <message>
        <source>Switch to manual</source>
        <translation>Переключить на ручной режим</translation>
    </message>
    <message>
        <source>Switch to auto</source>
        <translation>Переключить на авто</translation>
    </message>
    <message>
        <source>Provisioning stops, and the addresses of the camera can be edited. What it has is kept.</source>
        <translation>Автонастройка останавливается, адреса камеры можно менять. Полученное сохраняется.</translation>
    </message>
    <message>
        <source>Provisioning keeps the streams of the camera again, and their addresses are locked.</source>
        <translation>Потоками камеры снова управляет автонастройка, их адреса закрыты.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamPlayer</name>
    <message>
        <source>Paused.</source>
        <translation>Пауза.</translation>
    </message>
    <message>
        <source>Playing from %1.</source>
        <translation>Воспроизведение с %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has sent no picture for %n second(s). Connecting again.</source>
        <translation>
            <numerusform>%1 не передаёт изображение уже %n секунду. Переподключение.</numerusform>
            <numerusform>%1 не передаёт изображение уже %n секунды. Переподключение.</numerusform>
            <numerusform>%1 не передаёт изображение уже %n секунд. Переподключение.</numerusform>
        </translation>
    </message>
    <message>
        <source>No picture is coming from %1 at the moment. Waiting.</source>
        <translation>Сейчас от %1 изображение не поступает. Ожидание.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Подключение к %1…</translation>
    </message>
    <message>
        <source>Data comes from %1, but no complete picture (key frame) yet. Waiting.</source>
        <translation>От %1 идут данные, но полного кадра (ключевого) ещё нет. Ожидание.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamTableModel</name>
    <message>
        <source>no address</source>
        <translation>нет адреса</translation>
    </message>
    <message>
        <source>Down for %1.</source>
        <translation>Нет видео уже %1.</translation>
    </message>
    <message>
        <source>The rate is computed from two polls; the next one tells it.</source>
        <translation>Битрейт вычисляется по двум опросам; его покажет следующий.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Качество</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Where the media server pulls the stream; account and password are masked</source>
        <translation>Откуда медиасервер забирает поток; учётная запись и пароль скрыты</translation>
    </message>
    <message>
        <source>Bitrate, kbit/s</source>
        <translation>Битрейт, кбит/с</translation>
    </message>
    <message>
        <source>Incoming, at the last poll</source>
        <translation>Входящий, при последнем опросе</translation>
    </message>
    <message>
        <source>Output, kbit/s</source>
        <translation>Отдача, кбит/с</translation>
    </message>
    <message>
        <source>Delivered to all viewers, at the last poll</source>
        <translation>Отдано всем зрителям, при последнем опросе</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Разрешение</translation>
    </message>
    <message>
        <source>Clients at last poll</source>
        <translation>Клиенты при опросе</translation>
    </message>
    <message>
        <source>Viewers at the last poll of the media server</source>
        <translation>Зрители при последнем опросе медиасервера</translation>
    </message>
    <message>
        <source>Main server</source>
        <translation>Основной сервер</translation>
    </message>
    <message>
        <source>Additional server</source>
        <translation>Дополнительный сервер</translation>
    </message>
    <message>
        <source>The reserve for a failure of the main media server</source>
        <translation>Резерв на случай отказа основного медиасервера</translation>
    </message>
    <message>
        <source>Reconnects since loss</source>
        <translation>Переподключения с обрыва</translation>
    </message>
    <message>
        <source>Attempts since the connection to the camera was lost</source>
        <translation>Попытки с момента потери связи с камерой</translation>
    </message>
    <message>
        <source>Reconnects in total</source>
        <translation>Всего переподключений</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Добавление</translation>
    </message>
    <message>
        <source>How the stream was added: manually or automatically</source>
        <translation>Как добавлен поток: вручную или автоматически</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Расхождение</translation>
    </message>
    <message>
        <source>Where registry and media server disagree</source>
        <translation>В чём расходятся реестр и медиасервер</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>Опрос</translation>
    </message>
    <message>
        <source>Age of what is shown</source>
        <translation>Давность показанных данных</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>The main media server is out: the additional one captures.</source>
        <translation>Основной медиасервер недоступен: захват ведёт дополнительный.</translation>
    </message>
    <message>
        <source>Captured by</source>
        <translation>Захват ведёт</translation>
    </message>
    <message>
        <source>Which of its media servers captures the stream now, and since when</source>
        <translation>Какой из медиасерверов ведёт захват потока сейчас и с какого времени</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Как давно</translation>
    </message>
    <message>
        <source>How long the stream has been in this state; “&gt;”: for longer, nobody looked before</source>
        <translation>Сколько времени поток в этом состоянии; «&gt;»: дольше, раньше никто не смотрел</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 часа</translation>
    </message>
    <message>
        <source>The last 24 hours: line – with picture, block – lost, empty block – switched off, hatched – nobody saw it</source>
        <translation>Последние 24 часа: линия – есть картинка, блок – потерян, пустой блок – выключен, штриховка – никто не видел</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamTableView</name>
    <message>
        <source>Video streams</source>
        <translation>Видеопотоки</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Вернуть столбцы по умолчанию</translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamsPage</name>
    <message>
        <source>Add media server…</source>
        <translation>Добавить медиасервер…</translation>
    </message>
    <message>
        <source>Add a media server and adopt its streams</source>
        <translation>Добавить медиасервер и принять его потоки</translation>
    </message>
    <message>
        <source>Adopt streams…</source>
        <translation>Принять потоки…</translation>
    </message>
    <message>
        <source>Take unmanaged streams of a media server into the registry</source>
        <translation>Внести непринятые потоки медиасервера в реестр</translation>
    </message>
    <message>
        <source>Pause refresh</source>
        <translation>Приостановить обновление</translation>
    </message>
    <message>
        <source>Keep the table as it is; polling goes on</source>
        <translation>Оставить таблицу как есть; опрос продолжается</translation>
    </message>
    <message>
        <source>Poll now</source>
        <translation>Опросить сейчас</translation>
    </message>
    <message>
        <source>Ask all media servers now</source>
        <translation>Опросить все медиасерверы сейчас</translation>
    </message>
    <message>
        <source>Detail panel</source>
        <translation>Панель сведений</translation>
    </message>
    <message>
        <source>Show the selected stream beside the table</source>
        <translation>Показать выбранный поток рядом с таблицей</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Search streams</source>
        <translation>Поиск потоков</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Копировать ячейку</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Copy rows with headers</source>
        <translation>Копировать строки с заголовками</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Choose the columns of the table</source>
        <translation>Выбрать столбцы таблицы</translation>
    </message>
    <message>
        <source>Look at the demo</source>
        <translation>Посмотреть демонстрацию</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) selected</source>
        <translation>
            <numerusform>Выбран %n поток</numerusform>
            <numerusform>Выбрано %n потока</numerusform>
            <numerusform>Выбрано %n потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 selected, %2 of them hidden by the filter</source>
        <translation>Выбрано: %1, из них скрыто фильтром: %2</translation>
    </message>
    <message>
        <source>No stream matches the filters.</source>
        <translation>Фильтрам не соответствует ни один поток.</translation>
    </message>
    <message>
        <source>The media servers have no streams yet.</source>
        <translation>На медиасерверах пока нет потоков.</translation>
    </message>
    <message>
        <source>There are no streams yet. Add a media server: the console finds its streams and offers to adopt them.</source>
        <translation>Потоков пока нет. Добавьте медиасервер: консоль найдёт его потоки и предложит принять их под управление.</translation>
    </message>
    <message>
        <source>Take unmanaged streams of a media server into the registry (Ctrl+D)</source>
        <translation>Внести непринятые потоки медиасервера в реестр (Ctrl+D)</translation>
    </message>
    <message>
        <source>There is no media server yet. Add one first.</source>
        <translation>Медиасерверов пока нет. Сначала добавьте сервер.</translation>
    </message>
    <message>
        <source>Add camera…</source>
        <translation>Добавить камеру…</translation>
    </message>
    <message>
        <source>Add a camera with its streams by hand</source>
        <translation>Добавить камеру с её потоками вручную</translation>
    </message>
    <message>
        <source>Open camera</source>
        <translation>Открыть камеру</translation>
    </message>
    <message>
        <source>Open the card of the camera</source>
        <translation>Открыть карточку камеры</translation>
    </message>
    <message>
        <source>Open the card of the camera (Ctrl+O)</source>
        <translation>Открыть карточку камеры (Ctrl+O)</translation>
    </message>
    <message>
        <source>Select a stream of the registry first.</source>
        <translation>Сначала выберите поток из реестра.</translation>
    </message>
    <message>
        <source>Add a camera with its streams by hand (Ctrl+Shift+N)</source>
        <translation>Добавить камеру с её потоками вручную (Ctrl+Shift+N)</translation>
    </message>
    <message>
        <source>Video Streams</source>
        <translation>Видеопотоки</translation>
    </message>
    <message>
        <source>The filter hides this stream now.</source>
        <translation>Фильтр теперь скрывает этот поток.</translation>
    </message>
    <message numerus="yes">
        <source>%n server(s) silent</source>
        <translation>
            <numerusform>молчит %n сервер</numerusform>
            <numerusform>молчат %n сервера</numerusform>
            <numerusform>молчат %n серверов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n switched off</source>
        <translation>
            <numerusform>%n выключен</numerusform>
            <numerusform>%n выключено</numerusform>
            <numerusform>%n выключено</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamsPresenter</name>
    <message>
        <source>%1 · %2</source>
        <comment>camera · quality</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The stream is gone.</source>
        <translation>Потока больше нет.</translation>
    </message>
    <message>
        <source>The archive is looked up for streams of the registry. Adopt this one first.</source>
        <translation>Архив ищется для потоков реестра. Сначала примите этот поток.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TimeChart</name>
    <message>
        <source>Highest: %1</source>
        <translation>Наибольшее: %1</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Данных пока нет.</translation>
    </message>
    <message>
        <source>unknown: nobody looked, or the media server did not answer</source>
        <translation>неизвестно: никто не смотрел или медиасервер не отвечал</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>выключен</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>потерян</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>title of a chart, its unit</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TransferDialog</name>
    <message numerus="yes">
        <source>Transfer %n stream(s)</source>
        <translation>
            <numerusform>Перенести %n поток</numerusform>
            <numerusform>Перенести %n потока</numerusform>
            <numerusform>Перенести %n потоков</numerusform>
        </translation>
    </message>
    <message>
        <source>Transfer · %1</source>
        <translation>Перенос · %1</translation>
    </message>
    <message>
        <source>Something has changed since the search that you confirmed: this is what it finds now. Look at it, and confirm again.</source>
        <translation>После поиска, который вы подтвердили, что-то изменилось: вот что он находит теперь. Посмотрите и подтвердите снова.</translation>
    </message>
    <message>
        <source>&amp;Search again</source>
        <translation>&amp;Искать снова</translation>
    </message>
    <message>
        <source>Search by what the last polls told</source>
        <translation>Искать по данным последних опросов</translation>
    </message>
    <message>
        <source>Streams to be moved</source>
        <translation>Потоки для переноса</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Automatic search</source>
        <translation>Автоматический поиск</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>cluster (its servers)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Searched at %1</source>
        <translation>Поиск выполнен в %1</translation>
    </message>
    <message>
        <source>Now on %1.</source>
        <comment>media servers</comment>
        <translation>Сейчас на %1.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>camera · quality</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>stream: why these servers were searched</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All media servers, and why another one was not chosen</source>
        <translation>Все медиасерверы, и почему не выбран другой</translation>
    </message>
    <message>
        <source>Wait until the search has ended.</source>
        <translation>Дождитесь окончания поиска.</translation>
    </message>
    <message>
        <source>None of these streams can be moved: the list says why.</source>
        <translation>Ни один из этих потоков перенести нельзя: причины в списке.</translation>
    </message>
    <message>
        <source>There is no stream to move.</source>
        <translation>Нет потока для переноса.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>no server fits. reasons</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перенести</translation>
    </message>
    <message>
        <source>Transfer to %1</source>
        <translation>Перенести на %1</translation>
    </message>
    <message>
        <source>Transfer to %1 + %2</source>
        <translation>Перенести на %1 + %2</translation>
    </message>
    <message>
        <source>It is the one that was found.</source>
        <translation>Это найденный сервер.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>server: reasons</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Any cluster can be picked, both servers are then searched in it; or any media server</source>
        <translation>Можно выбрать любой кластер (тогда оба сервера ищутся в нём) или любой медиасервер</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Куда</translation>
    </message>
    <message>
        <source>Move %1 too</source>
        <comment>the other quality of the camera</comment>
        <translation>Перенести и %1</translation>
    </message>
    <message>
        <source>Both streams of the camera are then moved together</source>
        <translation>Тогда оба потока камеры переносятся вместе</translation>
    </message>
    <message>
        <source>Choose a media server in the table first.</source>
        <translation>Сначала выберите медиасервер в таблице.</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>Перенести на %1</translation>
    </message>
    <message>
        <source>Send there</source>
        <translation>Перенести туда</translation>
    </message>
    <message>
        <source>Aim at this media server (Enter)</source>
        <translation>Выбрать этот медиасервер (Enter)</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TransferPlanModel</name>
    <message>
        <source>%1. %2</source>
        <comment>no server fits. reasons</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Качество</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Откуда</translation>
    </message>
    <message>
        <source>To main server</source>
        <translation>На основной сервер</translation>
    </message>
    <message>
        <source>To additional server</source>
        <translation>На дополнительный сервер</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TransferPresenter</name>
    <message>
        <source>%1 · %2</source>
        <comment>camera · quality</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TroubleBadge</name>
    <message>
        <source>When it was lost, and what can be done</source>
        <translation>Когда он терялся и что можно сделать</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TroublePage</name>
    <message>
        <source>Incorrect cameras</source>
        <translation>Некорректные камеры</translation>
    </message>
    <message>
        <source>All streams in trouble: lost, or lost or reconnected not long ago</source>
        <translation>Все потоки с неполадками: потерянные либо недавно терявшиеся или переподключавшиеся</translation>
    </message>
    <message>
        <source>Those that reconnected too often in a window of time</source>
        <translation>Переподключавшиеся слишком часто за отрезок времени</translation>
    </message>
    <message>
        <source>Those that shall be on, and are switched off on their media server</source>
        <translation>Те, что должны работать, но отключены на своём медиасервере</translation>
    </message>
    <message>
        <source>Steps…</source>
        <translation>Ступени…</translation>
    </message>
    <message>
        <source>What counts as incorrect and as problematic</source>
        <translation>Что считается некорректным и проблемным</translation>
    </message>
    <message>
        <source>Camera name or location</source>
        <translation>Имя камеры или расположение</translation>
    </message>
    <message>
        <source>IP, as 10.20.*.*</source>
        <translation>IP, например 10.20.*.*</translation>
    </message>
    <message>
        <source>Main server</source>
        <translation>Основной сервер</translation>
    </message>
    <message>
        <source>Any main server</source>
        <translation>Любой основной сервер</translation>
    </message>
    <message>
        <source>Which to show</source>
        <translation>Какие показывать</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Not silenced</source>
        <translation>Не отключённые от тревог</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Не принятые к сведению</translation>
    </message>
    <message>
        <source>Open camera</source>
        <translation>Открыть камеру</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>Принять к сведению…</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>На неделю</translation>
    </message>
    <message numerus="yes">
        <source>For %n hour(s)</source>
        <translation>
            <numerusform>На %n час</numerusform>
            <numerusform>На %n часа</numerusform>
            <numerusform>На %n часов</numerusform>
        </translation>
    </message>
    <message>
        <source>Alarms again</source>
        <translation>Снова с тревогами</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Без тревог</translation>
    </message>
    <message>
        <source>No alarms of the stream for some time; it stays in the list</source>
        <translation>Некоторое время без тревог о потоке; в списке он остаётся</translation>
    </message>
    <message>
        <source>%1 acknowledged · %2 silenced</source>
        <translation>принято к сведению: %1 · без тревог: %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Incorrect cameras is off on the cards of all media servers: nothing is looked for.</source>
        <translation>«Некорректные камеры» выключены в карточках всех медиасерверов: ничего не отслеживается.</translation>
    </message>
    <message numerus="yes">
        <source>No stream is in trouble on the %n media server(s) that are looked at.</source>
        <translation>
            <numerusform>На %n отслеживаемом медиасервере нет потоков с неполадками.</numerusform>
            <numerusform>На %n отслеживаемых медиасерверах нет потоков с неполадками.</numerusform>
            <numerusform>На %n отслеживаемых медиасерверах нет потоков с неполадками.</numerusform>
        </translation>
    </message>
    <message>
        <source>No stream in trouble matches these filters.</source>
        <translation>Нет потоков с неполадками, подходящих под фильтры.</translation>
    </message>
    <message>
        <source>Select a stream first.</source>
        <translation>Сначала выберите поток.</translation>
    </message>
    <message>
        <source>Tell the next shift that you have seen it (Ctrl+Shift+K)</source>
        <translation>Сообщить следующей смене, что вы это видели (Ctrl+Shift+K)</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TroublePanel</name>
    <message>
        <source>Select a stream to see when it was lost, and what can be done.</source>
        <translation>Выберите поток, чтобы увидеть, когда он терялся и что можно сделать.</translation>
    </message>
    <message>
        <source>Open the card of the camera</source>
        <translation>Открыть карточку камеры</translation>
    </message>
    <message>
        <source>Open the card of the main server</source>
        <translation>Открыть карточку основного сервера</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Потери</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Час</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Ночь</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Неделя</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Ступени</translation>
    </message>
    <message>
        <source>of this registry, not the vendor&apos;s</source>
        <translation>этого реестра, не производителя</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Отозвать</translation>
    </message>
    <message>
        <source>Nobody has seen it after all</source>
        <translation>Всё-таки никто этого не видел</translation>
    </message>
    <message>
        <source>Note for the next shift</source>
        <translation>Заметка для следующей смены</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Принять к сведению</translation>
    </message>
    <message>
        <source>Your name and note are shown to the next shift; a later trouble is new.</source>
        <translation>Ваше имя и заметку увидит следующая смена; новая неполадка считается отдельно.</translation>
    </message>
    <message>
        <source>lost, or a loss or reconnect in the last %1</source>
        <translation>потерян либо терялся или переподключался за последние %1</translation>
    </message>
    <message numerus="yes">
        <source>%1; %n so far</source>
        <translation>
            <numerusform>%1; пока %n</numerusform>
            <numerusform>%1; пока %n</numerusform>
            <numerusform>%1; пока %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>Принято к сведению: %1</translation>
    </message>
    <message>
        <source>Silenced by %1 until %2</source>
        <translation>Без тревог до %2 (%1)</translation>
    </message>
    <message>
        <source>The stream is in no trouble any more.</source>
        <translation>Неполадки у потока больше нет.</translation>
    </message>
    <message>
        <source>switched off by the media server, or by the console where the card of the server says so</source>
        <translation>отключён медиасервером или консолью, если это разрешено в карточке сервера</translation>
    </message>
</context>
<context>
    <name>streamkeeper::TroubleTableModel</name>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Качество</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Ступень</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Как давно</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Переподключения</translation>
    </message>
    <message>
        <source>Last 12 hours</source>
        <translation>Последние 12 часов</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Последнее событие</translation>
    </message>
    <message>
        <source>Main server</source>
        <translation>Основной сервер</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Принял к сведению</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Расположение</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-адрес</translation>
    </message>
    <message>
        <source>Nobody has acknowledged it.</source>
        <translation>Никто не принял это к сведению.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::VaultOpener</name>
    <message>
        <source>The secrets of this registry are protected by a passphrase.</source>
        <translation>Секреты этого реестра защищены парольной фразой.</translation>
    </message>
    <message>
        <source>Waiting for the system keychain; it may be asking for its password in another window.</source>
        <translation>Ожидание системного хранилища ключей; возможно, оно спрашивает пароль в другом окне.</translation>
    </message>
    <message>
        <source>Tokens and passwords are kept for this run only and have to be entered again at the next start.</source>
        <translation>Токены и пароли хранятся только до закрытия консоли; при следующем запуске их нужно ввести заново.</translation>
    </message>
    <message>
        <source>The system keychain does not show the key of this registry. It may be locked; if the key is lost, tokens and camera passwords have to be entered again.</source>
        <translation>Системное хранилище ключей не показывает ключ этого реестра. Возможно, оно заблокировано; если ключ утрачен, токены и пароли камер придётся ввести заново.</translation>
    </message>
    <message>
        <source>The system keychain did not keep the key that it was given.</source>
        <translation>Системное хранилище ключей не сохранило переданный ему ключ.</translation>
    </message>
    <message>
        <source>Something else was chosen meanwhile.</source>
        <translation>Тем временем было выбрано другое.</translation>
    </message>
    <message>
        <source>Another program has chosen meanwhile how the key of this registry is kept. Its key counts.</source>
        <translation>Другая программа тем временем выбрала, где хранить ключ этого реестра. Действует её ключ.</translation>
    </message>
    <message>
        <source>This registry has a key already.</source>
        <translation>У этого реестра уже есть ключ.</translation>
    </message>
    <message>
        <source>The key of this registry is not lost. Nothing was changed.</source>
        <translation>Ключ этого реестра не утрачен. Ничего не изменено.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::VaultPresenter</name>
    <message>
        <source>Dismiss</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>%1 Where shall the key to tokens and camera passwords be kept?</source>
        <translation>%1 Где хранить ключ к токенам и паролям камер?</translation>
    </message>
    <message>
        <source>Protect by a passphrase…</source>
        <translation>Защитить парольной фразой…</translation>
    </message>
    <message>
        <source>This run only</source>
        <translation>Только до закрытия</translation>
    </message>
    <message>
        <source>Try the keychain again</source>
        <translation>Обратиться к хранилищу ещё раз</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Разблокировать…</translation>
    </message>
    <message>
        <source>The key is lost…</source>
        <translation>Ключ утрачен…</translation>
    </message>
    <message>
        <source>%1 Nothing is lost as long as the key is somewhere.</source>
        <translation>%1 Ничего не потеряно, пока ключ где-то есть.</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) of media servers</source>
        <translation>
            <numerusform>%n токен медиасерверов</numerusform>
            <numerusform>%n токена медиасерверов</numerusform>
            <numerusform>%n токенов медиасерверов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream address(es) with a password</source>
        <translation>
            <numerusform>%n адрес видеопотока с паролем</numerusform>
            <numerusform>%n адреса видеопотоков с паролем</numerusform>
            <numerusform>%n адресов видеопотоков с паролем</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ONVIF password(s)</source>
        <translation>
            <numerusform>%n пароль ONVIF</numerusform>
            <numerusform>%n пароля ONVIF</numerusform>
            <numerusform>%n паролей ONVIF</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n share link(s)</source>
        <translation>
            <numerusform>%n ссылка для доступа</numerusform>
            <numerusform>%n ссылки для доступа</numerusform>
            <numerusform>%n ссылок для доступа</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>other settings of %n stream(s)</source>
        <translation>
            <numerusform>прочие настройки %n видеопотока</numerusform>
            <numerusform>прочие настройки %n видеопотоков</numerusform>
            <numerusform>прочие настройки %n видеопотоков</numerusform>
        </translation>
    </message>
    <message>
        <source>the key that signs tokens</source>
        <translation>ключ, которым подписываются токены</translation>
    </message>
    <message>
        <source>the password of the DHCP server</source>
        <translation>пароль сервера DHCP</translation>
    </message>
</context>
<context>
    <name>streamkeeper::VideoDecoder</name>
    <message>
        <source>The stream has pictures of %1 × %2 pixels; more than %3 in a row or column are not shown. Choose another quality.</source>
        <translation>Размер изображений потока — %1 × %2 пикселей; больше %3 в строке или столбце не показывается. Выберите другое качество.</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>video format</comment>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>Video in the format %1 cannot be shown here. Choose another quality or protocol, or open it in an external player.</source>
        <translation>Видео в формате %1 здесь показать нельзя. Выберите другое качество или протокол либо откройте его во внешнем проигрывателе.</translation>
    </message>
</context>
<context>
    <name>streamkeeper::VideoWidget</name>
    <message>
        <source>Preview</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>Preview of %1</source>
        <translation>Просмотр: %1</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>Живое изображение</translation>
    </message>
    <message>
        <source>%1 Last picture %2.</source>
        <translation>%1 Последнее изображение: %2.</translation>
    </message>
    <message>
        <source>LIVE</source>
        <comment>badge over a picture that is live</comment>
        <translation>ЭФИР</translation>
    </message>
    <message>
        <source>Recorded picture</source>
        <translation>Записанное изображение</translation>
    </message>
    <message>
        <source>ARCHIVE</source>
        <comment>badge over a recorded picture</comment>
        <translation>АРХИВ</translation>
    </message>
</context>
<context>
    <name>streamkeeper::onvif::Discovery</name>
    <message>
        <source>The network cannot be searched: no interface takes the question. Is there a network?</source>
        <translation>Поиск в сети невозможен: ни один интерфейс не принимает запрос. Есть ли сеть?</translation>
    </message>
    <message>
        <source>Give an IP address and, if it is not 3702, a port: 192.0.2.10:3702.</source>
        <translation>Укажите IP-адрес и, если порт не 3702, порт: 192.0.2.10:3702.</translation>
    </message>
</context>
</TS>
